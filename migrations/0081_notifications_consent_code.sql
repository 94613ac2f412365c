-- A code that agrees to a debit says so: whoever is talked into reading it out sees whose debit and
-- which account it is for. To the payer: code, minutes, merchant, bank, accountEnd (four digits).
insert into notifications.template
  (code, version, kind, title, body, short_body, buttons, provider_template, approval, is_awaited)
values
  ('debit.payerConsentCode', 1, 'INFO', '출금 계좌 변경 동의 인증번호',
   E'[마루] 출금 계좌 변경 인증번호 #{code}\n\n#{merchant} 자동이체를 아래 계좌에서 출금하는 데 동의하는 번호입니다.\n\n■ 새 출금 계좌: #{bank} 끝자리 #{accountEnd}\n\n직접 신청하지 않으셨으면 입력하지 마십시오. #{minutes}분 동안 쓸 수 있으며, 다른 사람에게 알려 주지 마십시오.',
   '[마루] #{merchant} 출금 계좌 변경 인증번호 #{code} (새 계좌 #{bank} 끝자리 #{accountEnd}, #{minutes}분 유효). 다른 사람에게 알려 주지 마십시오.',
   '[]', 'MARU_DEBIT_PAYER_CONSENT_CODE_1', 'approved', true);
