import type { Context } from "hono";
import { type Html, html, type Markup } from "../html.ts";
import { LinkButton } from "../ui/button.ts";
import { Notice } from "../ui/notice.ts";
import { type Column, Table } from "../ui/table.ts";
import { readTyped } from "./customer_values.ts";

const OPENED_PREFIX = "opened.";

/** Values of a form by field. */
export type Typed<Field extends string> = Readonly<Record<Field, string>>;

/** A field that somebody else changed while this form was open. */
export interface ChangedLine<Field extends string> {
  readonly field: Field;
  readonly opened: string;
  readonly saved: string;
  readonly typed: string;
  /** Both changed it, to different values: the form keeps what was typed here. */
  readonly isContested: boolean;
}

export interface Merged<Field extends string> {
  /** What the form shows: this person's changes over the other's. */
  readonly typed: Typed<Field>;
  readonly lines: readonly ChangedLine<Field>[];
}

/** The values that a form was opened with travel in it, so that a late save can be told from an old value. */
export function OpenedFields(values: Readonly<Record<string, string>>): Html {
  return Object.entries(values).map(([field, value]) =>
    html`<input type="hidden" name=${`${OPENED_PREFIX}${field}`} value=${value} />`
  );
}

export async function readOpened<Field extends string>(
  c: Context,
  fields: readonly Field[],
): Promise<Typed<Field>> {
  const sent = await readTyped(c, fields.map((field) => `${OPENED_PREFIX}${field}`));
  const entries = fields.map((field) => [field, sent[`${OPENED_PREFIX}${field}`] ?? ""]);
  return Object.fromEntries(entries) as Typed<Field>;
}

/** Puts what was typed over what somebody else saved in between; untouched fields follow the other. */
export function mergeTyped<Field extends string>(
  { fields, opened, saved, typed }: {
    readonly fields: readonly Field[];
    readonly opened: Typed<Field>;
    readonly saved: Typed<Field>;
    readonly typed: Typed<Field>;
  },
): Merged<Field> {
  const isTouched = (field: Field) => typed[field] !== opened[field];
  const entries = fields.map((field) =>
    [field, isTouched(field) ? typed[field] : saved[field]] as const
  );
  const lines = fields
    .filter((field) => saved[field] !== opened[field])
    .map((field) => ({
      field,
      opened: opened[field],
      saved: saved[field],
      typed: typed[field],
      isContested: isTouched(field) && typed[field] !== saved[field],
    }));
  return { typed: Object.fromEntries(entries) as Typed<Field>, lines };
}

export interface ConflictNoticeProps<Field extends string> {
  readonly lines: readonly ChangedLine<Field>[];
  readonly labelOf: (field: Field) => string;
  /** A value in words. */
  readonly textOf: (field: Field, value: string) => string;
  /** The form as it is saved now; what was typed is given up. */
  readonly reopenHref: string;
}

/** Over the form: what somebody else saved meanwhile, and what the form below holds. */
export function ConflictNotice<Field extends string>(props: ConflictNoticeProps<Field>): Markup {
  const { lines, reopenHref } = props;
  return html`
    <div class="stack-tight" role="alert">
      ${Notice({
        tone: "care",
        title: "그 사이 다른 사람이 먼저 저장했습니다.",
        children:
          "아직 저장하지 않았고, 입력하신 내용은 아래에 그대로 있습니다. 살펴보신 뒤 다시 저장해 주십시오.",
      })}
      ${lines.length === 0 ? null : Table<ChangedLine<Field>>({
        caption: "그 사이 바뀐 내용",
        title: "그 사이 바뀐 내용",
        rows: lines,
        empty: { title: "바뀐 내용이 없습니다." },
        columns: columnsOf(props),
      })}
      <div>
        ${LinkButton({
          href: reopenHref,
          size: "small",
          children: "입력을 버리고 저장된 값으로 열기",
        })}
      </div>
    </div>
  `;
}

function columnsOf<Field extends string>(
  { labelOf, textOf }: ConflictNoticeProps<Field>,
): Column<ChangedLine<Field>>[] {
  const shown = ({ field }: ChangedLine<Field>, value: string) => textOf(field, value) || "없음";
  return [
    {
      key: "field",
      title: "항목",
      telling: true,
      rowHeader: true,
      cell: ({ field }) => labelOf(field),
    },
    { key: "opened", title: "처음 값", cell: (line) => shown(line, line.opened) },
    {
      key: "saved",
      title: "저장된 값",
      telling: true,
      cell: (line) => shown(line, line.saved),
    },
    {
      key: "typed",
      title: "아래 입력란",
      telling: true,
      cell: (line) =>
        line.isContested
          ? html`<strong>${shown(line, line.typed)}</strong> (입력하신 값)`
          : "저장된 값으로 바꿈",
    },
  ];
}
