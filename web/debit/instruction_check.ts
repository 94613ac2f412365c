import type { HolderAnswer } from "@maru/debit";
import type { Markup } from "../html.ts";
import { Notice } from "../ui/notice.ts";

/** What the bank said of the holder; without an answer, that it could not be asked. */
export function CheckNote(answer: HolderAnswer | undefined): Markup {
  if (answer === undefined) {
    return Notice({
      tone: "care",
      title: "지금은 예금주를 조회할 수 없습니다.",
      children: "조회 없이 등록하시거나 잠시 뒤 다시 조회해 주십시오.",
    });
  }
  if (answer.state === "matches") {
    return Notice({
      tone: "good",
      title: "예금주가 맞습니다.",
      children: "아직 저장하지 않았습니다. 내용을 확인하시고 저장해 주십시오.",
    });
  }
  if (answer.state === "otherHolder") {
    return Notice({
      tone: "bad",
      title: "예금주가 다릅니다.",
      children:
        `은행에는 ${answer.holderMasked}(으)로 되어 있습니다. 예금주와 계좌번호를 확인해 주십시오.`,
    });
  }
  return Notice({
    tone: "bad",
    title: "은행에서 찾을 수 없는 계좌입니다.",
    children: `은행과 계좌번호를 확인해 주십시오. (은행 코드 ${answer.code})`,
  });
}

/** Nothing was asked of the bank. */
export function TooManyChecksNote(retryAfterSeconds: number): Markup {
  const minutes = Math.ceil(retryAfterSeconds / 60);
  const wait = minutes < 60 ? `${minutes}분` : `${Math.ceil(minutes / 60)}시간`;
  return Notice({
    tone: "care",
    title: "예금주 조회를 너무 많이 하셨습니다.",
    children: `${wait} 뒤에 다시 조회하실 수 있습니다. 조회 없이 등록하실 수도 있습니다.`,
  });
}
