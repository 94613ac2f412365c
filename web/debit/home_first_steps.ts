import type { Contract, Dashboard, Merchant } from "@maru/debit";
import { type Html, html, type Markup } from "../html.ts";
import { staffPaths } from "../staff/context.ts";
import { Badge } from "../ui/badge.ts";
import { Card } from "../ui/card.ts";
import { LineList } from "../ui/line_list.ts";
import { debitPaths, type MerchantUser } from "./context.ts";
import { customerPaths } from "./customer_paths.ts";

export interface FirstStepsProps {
  readonly user: Pick<MerchantUser, "rights" | "secondFactor">;
  readonly merchant: Merchant;
  readonly contracts: readonly Contract[];
  readonly dashboard: Dashboard;
}

interface Step {
  readonly title: string;
  readonly why: string;
  readonly isDone: boolean;
  /** Absent where another must do it. */
  readonly href?: string;
}

/** Nothing was registered and nothing collected: figures and charts would be empty. */
export function isNewMerchant({ registrations, requestedCount, months }: Dashboard): boolean {
  return requestedCount === 0 && !hasInstructions(registrations) &&
    months.every(({ collectedWon, failedWon, expectedWon }) =>
      collectedWon + failedWon + expectedWon === 0n
    );
}

/** What a merchant does before its first 이체의뢰, with what is done; nothing once all is. */
export function FirstSteps(props: FirstStepsProps): Html {
  const steps = stepsOf(props);
  if (steps.every(({ isDone }) => isDone)) return null;
  return Card({
    title: "처음 하실 일",
    aside: `${steps.length}가지 가운데 ${steps.filter(({ isDone }) => isDone).length}가지 마침`,
    children: LineList({
      lines: steps.map((step) => ({
        title: StepTitle(step),
        aside: Badge(
          step.isDone ? { tone: "good", children: "마침" } : { tone: "care", children: "남음" },
        ),
        below: step.isDone ? undefined : step.why,
      })),
    }),
  });
}

function StepTitle({ title, isDone, href }: Step): string | Markup {
  return isDone || href === undefined ? title : html`<a href=${href}>${title}</a>`;
}

function stepsOf({ user, merchant, contracts, dashboard }: FirstStepsProps): Step[] {
  const may = (right: MerchantUser["rights"][number], href: string) =>
    user.rights.includes(right) ? { href } : {};
  return [
    {
      title: "2단계 인증 등록",
      why:
        "이체의뢰와 정산계좌처럼 돈을 다루는 일은 비밀번호 말고 한 번 더 확인한 뒤에만 할 수 있습니다.",
      isDone: user.secondFactor.isEnrolled,
      href: staffPaths.secondFactorSettings,
    },
    {
      title: "정산계좌 등록",
      why: "수납한 금액을 이 계좌로 보내 드립니다. 2단계 인증을 먼저 등록해 주십시오.",
      isDone: merchant.settlementAccount !== undefined,
      ...may("debit.money", customerPaths.settlementAccount),
    },
    {
      title: "계약·집금항목 확인",
      why:
        "계약과 수수료는 운영자가 등록합니다. 계약이 보이지 않으면 고객센터 02-3771-1100에 문의해 주십시오.",
      isDone: contracts.some(({ state, items }) => state === "active" && items.length > 0),
      href: debitPaths.settings,
    },
    {
      title: "고객과 이체정보 등록",
      why: "한 분씩 등록하시거나 엑셀 파일로 일괄등록하실 수 있습니다.",
      isDone: hasInstructions(dashboard.registrations),
      ...may("debit.customers", debitPaths.newCustomer),
    },
  ];
}

function hasInstructions(registrations: Dashboard["registrations"]): boolean {
  return Object.values(registrations).some((count) => count > 0);
}
