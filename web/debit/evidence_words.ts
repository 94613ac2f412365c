import type { EvidenceInput, EvidenceRefusedError } from "@maru/debit";

/** Why a proof of consent is not taken, and what to do. */
export const EVIDENCE_WORDS: Readonly<Record<EvidenceRefusedError["reason"], string>> = {
  kind: "동의 방법을 골라 주십시오.",
  extension: "그 동의 방법에서 받지 않는 파일입니다. 받는 파일의 종류를 확인해 주십시오.",
  content: "파일의 내용이 이름의 확장자와 다릅니다. 원본 파일을 올려 주십시오.",
  empty: "내용이 없는 파일입니다. 원본 파일을 올려 주십시오.",
  tooLarge: "300KB까지 받습니다. 줄여서 올려 주십시오.",
};

/** Nothing was chosen: no proof that could be refused. */
export const NO_EVIDENCE = "올리실 파일을 골라 주십시오.";

/** 동의자료 by kind. */
export const EVIDENCE_KINDS: Readonly<
  Record<EvidenceInput["kind"], { readonly label: string; readonly files: string }>
> = {
  1: { label: "서면 (신청서)", files: "jpg, gif, tif, pdf" },
  2: { label: "녹취", files: "mp3, wav, wmv" },
  3: { label: "공동인증서 전자서명", files: "der, pdf" },
  4: { label: "휴대폰 인증", files: "der, pdf" },
};

/** The same for the kind that was chosen. */
export function evidenceWords(reason: EvidenceRefusedError["reason"], kind: string): string {
  const files = Object.entries(EVIDENCE_KINDS).find(([each]) => each === kind)?.[1].files;
  return reason === "extension" && files !== undefined
    ? `그 동의 방법에서 받지 않는 파일입니다. ${files} 파일을 올려 주십시오.`
    : EVIDENCE_WORDS[reason];
}
