-- Auto-debit (대행 자동이체): what merchants and payers are told. All are 정보성. Amounts come in
-- won with their thousands marked, dates as 2026-12-10, times as 2026-12-10 14:00.
insert into notifications.template
  (code, version, kind, title, body, short_body, buttons, provider_template, approval)
values
  -- To the merchant, once per changed day: merchant, count, from, to, cutoff.
  ('debit.replanned', 1, 'INFO', '이체일 변경 안내',
   E'[마루] 이체일이 변경되었습니다.\n\n#{merchant}님, 은행 영업일에 맞추어 의뢰하신 자동이체의 이체일이 아래와 같이 변경되었습니다.\n\n■ 대상: #{count}건\n■ 변경 전: #{from}\n■ 변경 후: #{to}\n■ 의뢰 마감: #{cutoff}\n\n마감 전까지 이체의뢰 화면에서 의뢰를 취소하실 수 있습니다.',
   '[마루] 자동이체 #{count}건의 이체일이 #{from}에서 #{to}로 변경되었습니다.',
   '[]', 'MARU_DEBIT_REPLANNED_1', 'approved'),
  -- To the merchant, once per answered file: merchant, date, count, collectedCount, collectedAmount,
  -- failedCount, retryCount.
  ('debit.resultsReady', 1, 'INFO', '이체의뢰결과 안내',
   E'[마루] 이체의뢰결과가 도착했습니다.\n\n#{merchant}님, #{date} 이체의뢰의 처리 결과입니다.\n\n■ 의뢰: #{count}건\n■ 이체처리완료: #{collectedCount}건, #{collectedAmount}원\n■ 이체처리미완료: #{failedCount}건\n■ 자동 재처리 예정: #{retryCount}건\n\n미처리 사유는 이체의뢰결과 화면에서 확인하실 수 있습니다.',
   '[마루] #{date} 이체결과: 완료 #{collectedCount}건 #{collectedAmount}원, 미완료 #{failedCount}건',
   '[]', 'MARU_DEBIT_RESULTS_READY_1', 'approved'),
  -- To the payer, ahead of the debit (출금 예정 안내): name, merchant, item, amount, date, bank, account,
  -- merchantPhone.
  ('debit.ahead', 1, 'INFO', '출금 예정 안내',
   E'[마루] 자동이체 출금 예정 안내\n\n#{name}님, #{merchant}의 #{item} 자동이체가 아래와 같이 출금될 예정입니다.\n\n■ 출금 예정일: #{date}\n■ 금액: #{amount}원\n■ 출금 계좌: #{bank} #{account}\n\n출금일 전날까지 잔액을 확인해 주십시오.\n■ 문의: #{merchant} #{merchantPhone}',
   '[마루] #{merchant} #{item} #{amount}원이 #{date}에 #{bank} 계좌에서 출금될 예정입니다.',
   '[]', 'MARU_DEBIT_AHEAD_1', 'approved'),
  -- To the payer, when the day that he was told has changed: as above, from.
  ('debit.moved', 1, 'INFO', '출금 예정일 변경 안내',
   E'[마루] 자동이체 출금 예정일 변경 안내\n\n#{name}님, 은행 영업일에 맞추어 #{merchant}의 #{item} 자동이체 출금 예정일이 아래와 같이 변경되었습니다.\n\n■ 변경 전: #{from}\n■ 변경 후: #{date}\n■ 금액: #{amount}원\n■ 출금 계좌: #{bank} #{account}\n\n출금일 전날까지 잔액을 확인해 주십시오.\n■ 문의: #{merchant} #{merchantPhone}',
   '[마루] #{merchant} #{item} #{amount}원의 출금 예정일이 #{from}에서 #{date}로 변경되었습니다.',
   '[]', 'MARU_DEBIT_MOVED_1', 'approved'),
  -- To the payer after a failure that is tried again: as above, reason, retryDate.
  ('debit.failedRetry', 1, 'INFO', '자동이체 미처리 및 재출금 안내',
   E'[마루] 자동이체가 처리되지 않았습니다.\n\n#{name}님, #{merchant}의 #{item} 자동이체가 처리되지 않아 #{retryDate}에 다시 출금될 예정입니다.\n\n■ 금액: #{amount}원\n■ 사유: #{reason}\n■ 출금 계좌: #{bank} #{account}\n■ 다시 출금하는 날: #{retryDate}\n\n그 전날까지 계좌를 확인해 주십시오.\n■ 문의: #{merchant} #{merchantPhone}',
   '[마루] #{merchant} #{item} #{amount}원 출금 실패(#{reason}). #{retryDate}에 다시 출금될 예정입니다.',
   '[]', 'MARU_DEBIT_FAILED_RETRY_1', 'approved'),
  -- To the payer after a failure that is not: name, merchant, item, amount, reason, bank, account,
  -- merchantPhone.
  ('debit.failed', 1, 'INFO', '자동이체 미처리 안내',
   E'[마루] 자동이체가 처리되지 않았습니다.\n\n#{name}님, #{merchant}의 #{item} 자동이체가 처리되지 않았습니다.\n\n■ 금액: #{amount}원\n■ 사유: #{reason}\n■ 출금 계좌: #{bank} #{account}\n\n납부 방법은 아래로 문의해 주십시오.\n■ 문의: #{merchant} #{merchantPhone}',
   '[마루] #{merchant} #{item} #{amount}원 출금 실패(#{reason}). 문의 #{merchantPhone}',
   '[]', 'MARU_DEBIT_FAILED_1', 'approved'),
  -- To the payer: name, merchant, url (납부자 페이지).
  ('debit.payerLink', 1, 'INFO', '납부자 페이지 안내',
   E'[마루] 자동이체 납부자 페이지 안내\n\n#{name}님, #{merchant}의 자동이체 내역을 확인하고 출금 계좌를 변경하실 수 있는 페이지입니다.\n\n처음 여실 때 휴대폰으로 보내드리는 인증번호를 입력해 주십시오.',
   '[마루] #{merchant} 자동이체 내역 확인과 계좌 변경: #{url}',
   '[{"name":"납부자 페이지 열기","url":"#{url}"}]', 'MARU_DEBIT_PAYER_LINK_1', 'approved'),
  -- To the payer: code, minutes.
  ('debit.payerCode', 1, 'INFO', '납부자 인증번호',
   E'[마루] 인증번호 #{code}\n\n납부자 페이지에 입력해 주십시오. #{minutes}분 동안 쓸 수 있으며, 다른 사람에게 알려 주지 마십시오.',
   '[마루] 인증번호 #{code} (#{minutes}분 유효). 다른 사람에게 알려 주지 마십시오.',
   '[]', 'MARU_DEBIT_PAYER_CODE_1', 'approved');

-- What somebody looks at the phone for goes before what is sent to thousands.
alter table notifications.template add column is_awaited boolean not null default false;
update notifications.template set is_awaited = true
where code in ('debit.payerCode', 'debit.payerLink', 'submission.authentication');
