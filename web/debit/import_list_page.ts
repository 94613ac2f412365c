import type { Contract, Import } from "@maru/debit";
import type { FieldError } from "../forms/mod.ts";
import { html, type Markup } from "../html.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { DateText } from "../ui/date_text.ts";
import { Field, fieldId } from "../ui/field.ts";
import { Form } from "../ui/form.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { groupDigits } from "../ui/money.ts";
import { PageTitle } from "../ui/page_title.ts";
import { RadioCards } from "../ui/radio_cards.ts";
import { Select } from "../ui/select.ts";
import { Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { errorAt } from "./customer_values.ts";
import { IMPORT_SIZE_MAX, ImportState } from "./import_words.ts";

export interface ImportListProps {
  readonly view: View;
  readonly imports: readonly Import[];
  readonly contracts: readonly Contract[];
  readonly typed: { readonly contractId: string; readonly encoding: string };
  readonly errors?: readonly FieldError[];
}

/** 일괄등록: the template, the upload, and what was uploaded before. */
export function ImportListPage(props: ImportListProps): Markup {
  return DebitLayout({
    view: props.view,
    title: "일괄등록",
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "일괄등록",
          note: "올리신 파일을 먼저 검사하고, 결과를 보신 뒤에 등록합니다.",
        })}
        ${FormErrors({ errors: props.errors })} ${Card({
          title: "파일 올리기",
          aside: LinkButton({
            href: debitPaths.importTemplate,
            size: "small",
            download: true,
            children: "양식 내려받기",
          }),
          children: Upload(props),
        })} ${Former(props)}
      </div>
    `,
  });
}

function Upload(props: ImportListProps): Markup {
  return Form({
    view: props.view,
    action: debitPaths.imports,
    files: true,
    children: html`
      <div class="debit-fields">
        ${Select({
          name: "contractId",
          label: "계약",
          value: props.typed.contractId,
          error: errorAt(props.errors, "contractId"),
          options: props.contracts.map(({ id, name }) => ({ value: id, label: name })),
        })}
        ${FileField(props)}
      </div>
      ${RadioCards({
        name: "encoding",
        label: "CSV의 글자 방식",
        value: props.typed.encoding,
        hint: "XLSX는 고르지 않으셔도 됩니다.",
        options: [
          { value: "auto", label: "자동" },
          { value: "utf-8", label: "UTF-8" },
          { value: "euc-kr", label: "EUC-KR" },
        ],
      })}
      ${Button({ kind: "primary", wide: true, children: "올리고 검사하기" })}
    `,
  });
}

function FileField({ errors }: ImportListProps): Markup {
  const error = errorAt(errors, "file");
  return Field({
    name: "file",
    label: "파일",
    hint:
      `XLSX 또는 CSV, ${IMPORT_SIZE_MAX}와 20만 행까지. 같은 파일을 두 번 올려도 두 번 등록하지 않습니다.`,
    error,
    children: html`
      <input
        class="input"
        type="file"
        id=${fieldId("file")}
        name="file"
        accept=".xlsx,.csv"
        aria-invalid=${error === undefined ? undefined : "true"}
        aria-describedby=${`${fieldId("file")}-hint`}
        required
      />
    `,
  });
}

function Former({ imports }: ImportListProps): Markup {
  return Table<Import>({
    caption: "올린 파일",
    title: "올린 파일",
    rows: imports,
    empty: {
      title: "올린 파일이 없습니다.",
      text: "양식을 내려받아 작성하신 뒤 올려 주십시오.",
    },
    columns: [
      {
        key: "file",
        title: "파일",
        telling: true,
        rowHeader: true,
        cell: ({ id, fileName }) =>
          html`<a class="debit-file" href=${debitPaths.import(id)}>${fileName}</a>`,
      },
      {
        key: "at",
        title: "올린 일시",
        nowrap: true,
        cell: ({ createdAt }) => DateText({ at: createdAt, format: "dateTime" }),
      },
      { key: "actor", title: "올린 사람", cell: ({ actorName }) => actorName },
      count("rows", "전체", ({ rowCount }) => rowCount),
      count("bad", "잘못된 행", ({ badCount }) => badCount),
      count("applied", "등록", ({ appliedCount }) => appliedCount),
      { key: "state", title: "상태", telling: true, nowrap: true, cell: ImportState },
    ],
  });
}

function count(key: string, title: string, of: (row: Import) => number) {
  return {
    key,
    title,
    align: "right" as const,
    nowrap: true,
    cell: (row: Import) => groupDigits(of(row)),
  };
}
