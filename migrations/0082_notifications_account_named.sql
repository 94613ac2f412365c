-- To the merchant, whoever named the account that it is paid out to: merchant, bank, account (masked),
-- time.
insert into notifications.template
  (code, version, kind, title, body, short_body, buttons, provider_template, approval)
values
  ('debit.accountNamed', 1, 'INFO', '정산계좌 지정 안내',
   E'[마루] 정산계좌가 지정되었습니다.\n\n#{merchant}님, 정산금을 받으실 계좌가 아래와 같이 지정되었습니다.\n\n■ 정산계좌: #{bank} #{account}\n■ 지정한 때: #{time}\n\n직접 지정하지 않으셨으면 바로 운영자에게 알려 주십시오.',
   '[마루] 정산계좌가 #{bank} #{account}(으)로 지정되었습니다. 직접 하지 않으셨으면 운영자에게 알려 주십시오.',
   '[]', 'MARU_DEBIT_ACCOUNT_NAMED_1', 'approved');
