import type { CustomerRow, Instruction } from "@maru/debit";
import { type Html, html, type Markup } from "../html.ts";
import { Badge } from "../ui/badge.ts";
import { Breadcrumb } from "../ui/breadcrumb.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { DefinitionList } from "../ui/definition_list.ts";
import { Form } from "../ui/form.ts";
import { formatWon } from "../ui/money.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { CustomerConfirm } from "./customer_confirm.ts";
import { customerPaths } from "./customer_paths.ts";
import { dueDayText, InstructionState, KIND_WORDS, monthText, rateText } from "./customer_words.ts";
import { dateCell } from "./date_words.ts";

export interface CustomerPageProps {
  readonly view: View;
  readonly customer: CustomerRow;
  readonly contractName: string;
  /** Code and name. */
  readonly industry: string;
  /** It was typed by a part of its name just now. */
  readonly isIndustryFound: boolean;
  readonly canEdit: boolean;
  readonly saved: boolean;
  /** The link to the payer's own page went out. */
  readonly linkSent: boolean;
}

/** One customer, what is collected, and what can be done. */
export function CustomerPage(props: CustomerPageProps): Markup {
  const { view, customer, canEdit } = props;
  const isActive = customer.state === "active";
  return DebitLayout({
    view,
    title: customer.name,
    current: debitPaths.customers,
    children: html`
      <div class="stack">
        ${Breadcrumb({
          items: [{ label: "고객관리", href: debitPaths.customers }, { label: customer.name }],
        })}
        ${PageTitle({
          title: customer.name,
          note: `고객번호 ${customer.number}`,
          actions: [
            LinkButton({ href: debitPaths.customerHistory(customer.id), children: "변경이력" }),
            canEdit && isActive
              ? LinkButton({ href: customerPaths.edit(customer.id), children: "고객 수정" })
              : null,
          ],
        })}
        ${props.saved
          ? Notice({
            tone: "good",
            title: "저장했습니다.",
            ...props.isIndustryFound ? { children: `업종은 ${props.industry}입니다.` } : {},
          })
          : null}
        ${props.linkSent
          ? Notice({
            tone: "good",
            title: "납부자 페이지 주소를 보냈습니다.",
            children:
              "납부자는 휴대전화로 받은 인증번호를 넣고 이체 내역을 보거나 계좌를 바꿉니다.",
          })
          : null}
        ${isActive ? null : Notice({
          tone: "care",
          title: "해지한 고객입니다.",
          children: "은행에 해지를 보내기 전이면 되살릴 수 있습니다.",
        })}
        ${Instructions(props)} ${Card({ title: "고객 정보", children: Facts(props) })}
        ${canEdit && isActive && customer.mobile !== "" ? PayerLink(props) : null}
        ${canEdit ? Ending(props) : null}
      </div>
    `,
  });
}

/** 납부자 페이지: the payer sees the debits and names another account there. */
function PayerLink({ view, customer }: CustomerPageProps): Markup {
  return Card({
    title: "납부자 페이지",
    children: html`
      <div class="stack-tight">
        <p>납부자가 이체 내역을 보고 출금 계좌를 바꿀 수 있는 주소를 휴대번호로 보냅니다.</p>
        ${Form({
          view,
          action: debitPaths.payerLink(customer.id),
          children: Button({ children: "주소 보내기", kind: "secondary" }),
        })}
      </div>
    `,
  });
}

function Facts({ customer, contractName, industry }: CustomerPageProps): Markup {
  const place = [customer.region, customer.postcode, customer.address, customer.addressDetail];
  const facts: readonly (readonly [string, string])[] = [
    ["계약", contractName],
    ["고객구분", KIND_WORDS[customer.kind]],
    ["고객등급", customer.grade],
    ["사업자번호/생년월일", customer.identityMasked],
    ["대표자명", customer.representative],
    ["휴대번호", customer.mobile],
    ["전화번호", customer.phone],
    ["이메일", customer.email],
    ["업종", industry],
    ["최초가입일", customer.joinedOn === undefined ? "" : dateCell(customer.joinedOn)],
    ["주소", place.filter((each) => each !== "").join(" ")],
  ];
  return DefinitionList({
    items: facts.map(([term, value]) => ({ term, value: value === "" ? "-" : value })),
  });
}

function Instructions({ customer, canEdit }: CustomerPageProps): Markup {
  const canAdd = canEdit && customer.state === "active";
  return html`
    <div class="stack-tight">
      ${Table<Instruction>({
        caption: "이체정보",
        title: "이체정보",
        rows: customer.instructions,
        empty: {
          title: "이체정보가 없습니다.",
          text: "이체정보를 등록하시면 계좌신청이 바로 시작됩니다.",
        },
        columns: [
          {
            key: "item",
            title: "집금항목",
            telling: true,
            rowHeader: true,
            cell: (each) => html`<a href=${debitPaths.instruction(each.id)}>${each.itemName}</a>`,
          },
          {
            key: "bank",
            title: "은행",
            nowrap: true,
            cell: (each) => `${each.bankName} ${each.accountMasked}`,
          },
          { key: "holder", title: "예금주", cell: ({ holder }) => holder },
          {
            key: "payer",
            title: "납부자번호",
            nowrap: true,
            cell: ({ payerNumber }) => payerNumber,
          },
          { key: "day", title: "이체일", nowrap: true, cell: ({ dueDay }) => dueDayText(dueDay) },
          { key: "months", title: "이체기간", nowrap: true, cell: months },
          {
            key: "amount",
            title: "이체금액",
            align: "right",
            telling: true,
            nowrap: true,
            cell: amount,
          },
          {
            key: "state",
            title: "계좌신청",
            telling: true,
            nowrap: true,
            cell: (each) => InstructionState(each),
          },
        ],
      })}
      ${canAdd
        ? html`
          <div class="button-row">
            ${LinkButton({
              href: debitPaths.newInstruction(customer.id),
              kind: "primary",
              wide: true,
              children: "이체정보 등록",
            })}
          </div>
        `
        : null}
    </div>
  `;
}

export function months({ firstMonth, lastMonth }: Instruction): string {
  return `${monthText(firstMonth)} – ${lastMonth === undefined ? "계속" : monthText(lastMonth)}`;
}

/** What is collected after the discount. */
function amount({ monthlyWon, discountWon, discountRate }: Instruction): Html {
  return [
    formatWon(monthlyWon - discountWon),
    discountWon === 0n
      ? null
      : html`<span class="cell-note">${
        discountRate === 0 ? `할인 ${formatWon(discountWon)}` : `할인 ${rateText(discountRate)}`
      }</span>`,
  ];
}

function Ending({ view, customer }: CustomerPageProps): Markup {
  if (customer.state === "ended") {
    return Card({
      title: "고객 되살리기",
      children: Form({
        view,
        action: customerPaths.reopening(customer.id),
        inline: true,
        children: html`
          <span>함께 해지한 이체정보도 되살립니다. 은행에 해지가 나갔으면 되살릴 수 없습니다.</span>
          ${Button({ size: "small", children: "되살리기" })}
        `,
      }),
    });
  }
  const running = customer.instructions.filter(({ state }) => state !== "ended").length;
  return Card({
    title: "고객 해지",
    aside: Badge({ tone: "neutral", children: `이용 중인 이체정보 ${running}건` }),
    children: CustomerConfirm({
      view,
      action: debitPaths.customerEnd(customer.id),
      summary: "고객 해지",
      text: `이체정보 ${running}건을 함께 해지하고 은행에 해지를 신청합니다.`,
      button: "해지합니다",
    }),
  });
}
