-- The first templates. All are 정보성: they say what happened and what to do, and sell nothing.
insert into notifications.template
  (code, version, kind, title, body, short_body, buttons, provider_template, approval)
values
  ('submission.started', 1, 'INFO', '서류 제출 시작',
   E'[마루] 서류 제출을 시작했습니다.\n\n#{name}님, #{institution}에 제출하실 서류 #{count}건의 발급을 시작했습니다.\n\n■ 상품: #{product}\n■ 접수번호: #{reference}\n\n창을 닫으셔도 발급과 제출은 계속됩니다. 끝나면 다시 알려드립니다.',
   '[마루] #{institution} 서류 #{count}건 제출을 시작했습니다. 접수번호 #{reference}',
   '[{"name":"진행 상황 보기","url":"#{url}"}]', 'MARU_SUBMISSION_STARTED_1', 'approved'),
  ('submission.finished', 1, 'INFO', '서류 제출 완료',
   E'[마루] 서류 제출이 끝났습니다.\n\n#{name}님, #{institution}에 제출하신 서류의 처리 결과입니다.\n\n■ 상품: #{product}\n■ 접수번호: #{reference}\n■ 제출 완료: #{doneCount}건\n■ 미제공: #{notProvidedCount}건\n■ 실패: #{failedCount}건\n\n제출내역에서 서류별 결과와 원본을 확인하실 수 있습니다.',
   '[마루] 제출 완료 #{doneCount}건, 미제공 #{notProvidedCount}건, 실패 #{failedCount}건. 접수번호 #{reference}',
   '[{"name":"제출내역 보기","url":"#{url}"}]', 'MARU_SUBMISSION_FINISHED_1', 'approved'),
  ('submission.failed', 1, 'INFO', '서류 발급 실패',
   E'[마루] 발급하지 못한 서류가 있습니다.\n\n#{name}님, 아래 서류를 발급하지 못했습니다.\n\n■ 서류: #{document}\n■ 사유: #{reason}\n■ 접수번호: #{reference}\n\n제출내역에서 내용을 확인하신 뒤 [재발급]을 눌러 주십시오.',
   '[마루] #{document} 발급 실패: #{reason} 접수번호 #{reference}',
   '[{"name":"재발급 하기","url":"#{url}"}]', 'MARU_SUBMISSION_FAILED_1', 'approved'),
  ('submission.authentication', 1, 'INFO', '추가인증 요청',
   E'[마루] 추가인증이 필요합니다.\n\n#{name}님, #{agency}에서 #{document} 발급을 위해 본인인증을 요청했습니다.\n\n■ 접수번호: #{reference}\n■ 인증 기한: #{deadline}\n\n휴대폰에서 인증을 마치신 뒤 화면의 [인증 완료]를 눌러 주십시오. 기한이 지나면 다시 신청하셔야 합니다.',
   '[마루] #{agency} 추가인증을 #{deadline}까지 마쳐 주십시오. 접수번호 #{reference}',
   '[{"name":"이어서 하기","url":"#{url}"}]', 'MARU_SUBMISSION_AUTHENTICATION_1', 'approved'),
  ('auth.newLogin', 1, 'INFO', '다른 곳에서 로그인',
   E'[마루] 다른 곳에서 로그인했습니다.\n\n#{name}님, #{at}에 같은 인증서로 새로 로그인하여 이전 로그인이 종료되었습니다.\n\n본인이 아니라면 인증서를 발급한 기관에서 인증서를 바로 폐지해 주십시오.',
   '[마루] #{at} 같은 인증서로 새로 로그인했습니다. 본인이 아니면 인증서를 폐지해 주십시오.',
   '[]', 'MARU_AUTH_NEW_LOGIN_1', 'approved');
