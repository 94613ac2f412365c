/** Queues of work, as operators read them. */
export const QUEUE_WORDS: Readonly<Record<string, string>> = {
  event: "업무 사건 전달",
  "notifications.send": "알림 발송",
  "submission.lane": "서류 발급",
  "submission.delivery": "서류 전송",
  "debit.fileFollowUp": "이체 파일 결과 처리",
  "debit.notices": "출금 안내 발송",
  "debit.imports.apply": "고객 일괄등록",
};

export function queueWords(queue: string): string {
  return QUEUE_WORDS[queue] ?? queue;
}
