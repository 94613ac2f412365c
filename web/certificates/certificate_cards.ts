import type { Markup } from "../html.ts";
import { html } from "../html.ts";
import { Badge, type Tone } from "../ui/badge.ts";
import { formatDate } from "../ui/date_text.ts";
import { type RadioCard, RadioCards } from "../ui/radio_cards.ts";
import type { ListedCertificate } from "./listed.ts";
import { type CertificateState, stateOf } from "./summary.ts";

export interface CertificateCardsProps {
  /** Name of the group; ids are made from it. */
  readonly name: string;
  readonly legend: string;
  readonly certificates: readonly ListedCertificate[];
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly now: Date;
  /** Whose certificate is wanted, where that is known. */
  readonly holder?: "corporate" | "personal";
  readonly error?: string | undefined;
}

/** Certificates to choose one from: name, kind, authority, last day, and whether it can be used. */
export function CertificateCards(props: CertificateCardsProps): Markup {
  const choose = (event: Event) => props.onChoose((event.target as HTMLInputElement).value);
  return html`
    <div class="certificate-cards" onChange=${choose}>
      ${RadioCards({
        name: props.name,
        label: props.legend,
        shape: "list",
        legendHidden: true,
        options: props.certificates.map((each) => card(each, props)),
        ...(props.chosen === undefined ? {} : { value: props.chosen }),
        ...(props.error === undefined ? {} : { error: props.error }),
      })}
    </div>
  `;
}

function card(
  { id, label, summary }: ListedCertificate,
  { now, holder }: Pick<CertificateCardsProps, "now" | "holder">,
): RadioCard {
  if (summary === undefined) {
    return {
      value: id,
      label,
      note: "비밀번호를 입력하면 인증서 내용을 확인합니다",
      aside: Badge({ tone: "neutral", children: "PFX 파일" }),
    };
  }
  const state = stateOf(summary, { now, ...(holder === undefined ? {} : { holder }) });
  return {
    value: id,
    label: summary.name,
    note: certificateNote(summary),
    aside: Badge(STATE_WORDS[state]),
  };
}

/** 범용(기업) · yessign · 2027.11.20까지 */
export function certificateNote(
  { kindLabel, issuer, notAfter }: NonNullable<ListedCertificate["summary"]>,
): string {
  return `${kindLabel} · ${issuer} · ${formatDate(notAfter, "date")}까지`;
}

export const STATE_WORDS: Readonly<Record<CertificateState, { tone: Tone; children: string }>> = {
  usable: { tone: "good", children: "사용 가능" },
  expired: { tone: "bad", children: "만료" },
  notYetValid: { tone: "care", children: "기간 전" },
  otherHolder: { tone: "care", children: "다른 유형용" },
};
