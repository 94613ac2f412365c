import { SUBMITTER_TYPES } from "@maru/auth";
import type { ProductInvalidError } from "../errors.ts";
import {
  parsePeriodExpression,
  PeriodExpressionError,
  requireFits,
} from "../period/period_expression.ts";
import type { DocumentType, ProductInput } from "../submission.ts";

type Problem = ProductInvalidError["problems"][number];

export const NAME_LENGTH_MAX = 60;
const DESCRIPTION_LENGTH_MAX = 1_000;
/** What one submission may ask for. */
export const DOCUMENT_COUNT_MAX = 60;
const SLUG = /^[a-z0-9-]{2,60}$/;

/** What is wrong with a product, field by field, in words for the person who typed it. */
export function productProblems(
  product: ProductInput,
  catalogue: readonly DocumentType[],
): Problem[] {
  return [
    ...wordProblems(product),
    ...submitterProblems(product),
    ...listProblems(product),
    ...product.documents.flatMap((document) =>
      documentProblems(product, {
        document,
        type: catalogue.find(({ code }) => code === document.documentCode),
      })
    ),
  ];
}

function wordProblems({ name, slug, description }: ProductInput): Problem[] {
  const problems: Problem[] = [];
  if (name.trim() === "" || name.length > NAME_LENGTH_MAX) {
    problems.push({ field: "name", problem: `${NAME_LENGTH_MAX}자 안으로 입력해 주십시오.` });
  }
  if (!SLUG.test(slug)) {
    const problem = "영문 소문자, 숫자, 붙임표로 2자에서 60자까지 입력해 주십시오.";
    problems.push({ field: "slug", problem });
  }
  if (description.length > DESCRIPTION_LENGTH_MAX) {
    const problem = `${DESCRIPTION_LENGTH_MAX.toLocaleString("ko-KR")}자 안으로 입력해 주십시오.`;
    problems.push({ field: "description", problem });
  }
  return problems;
}

function submitterProblems({ submitterTypes }: ProductInput): Problem[] {
  const isKnown = submitterTypes.every((type) => SUBMITTER_TYPES.includes(type));
  const isOnce = new Set(submitterTypes).size === submitterTypes.length;
  if (submitterTypes.length > 0 && isKnown && isOnce) return [];
  return [{ field: "submitterTypes", problem: "제출할 수 있는 사람을 하나 이상 골라 주십시오." }];
}

function listProblems({ documents }: ProductInput): Problem[] {
  const field = "documents";
  if (documents.length === 0) {
    return [{ field, problem: "제출 서류를 하나 이상 골라 주십시오." }];
  }
  if (documents.length > DOCUMENT_COUNT_MAX) {
    return [{ field, problem: `제출 서류는 ${DOCUMENT_COUNT_MAX}종까지 고를 수 있습니다.` }];
  }
  if (new Set(documents.map(({ documentCode }) => documentCode)).size === documents.length) {
    return [];
  }
  return [{ field, problem: "같은 서류를 두 번 고를 수 없습니다." }];
}

function documentProblems(
  { submitterTypes }: ProductInput,
  { document, type }: {
    document: ProductInput["documents"][number];
    type: DocumentType | undefined;
  },
): Problem[] {
  const field = "documents";
  if (type === undefined) return [{ field, problem: "발급할 수 없는 서류가 들어 있습니다." }];
  if (!submitterTypes.some((submitter) => type.submitterTypes.includes(submitter))) {
    const problem = `${type.name}: 고르신 제출자 가운데 발급할 수 있는 사람이 없습니다.`;
    return [{ field, problem }];
  }
  try {
    requireFits(parsePeriodExpression(document.periodExpression), type.periodKind);
    return [];
  } catch (error) {
    if (!(error instanceof PeriodExpressionError)) throw error;
    const example = type.periodDefault === "" ? "빈칸" : type.periodDefault;
    const problem = `${type.name}: 기간 규칙을 읽을 수 없습니다. 예: ${example}`;
    return [{ field: `period:${type.code}`, problem }];
  }
}
