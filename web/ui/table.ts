import { type Html, html, type Markup } from "../html.ts";
import { EmptyState, type EmptyStateProps } from "./empty_state.ts";
import { LinkButton } from "./button.ts";
import { Pagination, type PaginationProps } from "./pagination.ts";

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** Stands before the title, where a column is sorted by nothing. */
  readonly control?: Html;
  readonly cell: (row: Row) => Html;
  /** Figures stand at the right. */
  readonly align?: "left" | "right";
  /** Where all do, narrow screens keep the table; else each row tells all its cells in lines. */
  readonly telling?: boolean;
  /** Dates, numbers and short words that must not break. */
  readonly nowrap?: boolean;
  /** Names the row: read before its other cells. */
  readonly rowHeader?: boolean;
}

export interface TableSort {
  readonly key: string;
  readonly direction: "ascending" | "descending";
  /** Address of this page sorted otherwise. */
  readonly href: (sort: { key: string; direction: "ascending" | "descending" }) => string;
  readonly keys: readonly string[];
}

export interface TableProps<Row> {
  readonly caption: string;
  /** Stands over the table where the page has several. */
  readonly title?: Html;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly empty: EmptyStateProps;
  readonly sort?: TableSort;
  readonly pagination?: PaginationProps;
  /** Search and filter controls above the table. */
  readonly filters?: Html;
  readonly exports?: readonly { readonly label: string; readonly href: string }[];
}

/** A dense table: filters and exports above, pages below. */
export function Table<Row>(props: TableProps<Row>): Markup {
  const stacks = isStacking(props);
  const cells = props.columns.map((column) => ({ column, className: cellClass(column), stacks }));
  return html`
    <div class="table-card">
      ${Head(props)}
      ${props.rows.length === 0 ? EmptyState(props.empty) : html`
        <div class="table-scroll" role="region" tabindex="0" aria-label=${props.caption}>
          <table class=${stacks ? "table table-stacking" : "table"} role=${role("table", stacks)}>
            <caption class="visually-hidden">${props.caption}</caption>
            <thead role=${role("rowgroup", stacks)}>
              <tr role=${role("row", stacks)}>
                ${props.columns.map((column) => HeaderCell({ column, stacks, sort: props.sort }))}
              </tr>
            </thead>
            <tbody role=${role("rowgroup", stacks)}>
              ${props.rows.map((row) => {
                const shown = cells.map((cell) => BodyCell({ ...cell, row }));
                return html`<tr role=${role("row", stacks)}>${shown}</tr>`;
              })}
            </tbody>
          </table>
        </div>
      `}
      ${props.pagination === undefined ? null : Pagination(props.pagination)}
    </div>
  `;
}

/** Few columns fit a narrow screen as they are; of more, none is left out there. */
function isStacking<Row>({ columns }: TableProps<Row>): boolean {
  return !columns.every(({ telling }) => telling);
}

/** Some browsers forget what a table is where its rows are laid out otherwise: there it is said. */
function role(name: string, stacks: boolean): string | undefined {
  return stacks ? name : undefined;
}

/** Title, filters and exports; exports alone stand beside the title. */
function Head<Row>(props: TableProps<Row>): Html {
  if (props.title === undefined) return Toolbar(props);
  const title = html`<h2 class="table-title">${props.title}</h2>`;
  if (props.filters !== undefined || props.exports === undefined) return [title, Toolbar(props)];
  return html`<div class="table-head">${title} ${Exports(props)}</div>`;
}

function Toolbar<Row>(props: TableProps<Row>): Html {
  if (props.filters === undefined && props.exports === undefined) return null;
  return html`
    <div class="table-toolbar">
      <div class="table-filters">${props.filters}</div>
      ${Exports(props)}
    </div>
  `;
}

function Exports<Row>({ exports = [] }: TableProps<Row>): Markup {
  return html`
    <div class="table-exports">
      ${exports.map((each) =>
        LinkButton({ href: each.href, size: "small", download: true, children: each.label })
      )}
    </div>
  `;
}

function HeaderCell<Row>(
  { column, stacks, sort }: {
    readonly column: Column<Row>;
    readonly stacks: boolean;
    readonly sort: TableSort | undefined;
  },
): Markup {
  const sorted = sort?.key === column.key ? sort.direction : undefined;
  return html`
    <th
      scope="col"
      role=${role("columnheader", stacks)}
      class=${cellClass(column)}
      aria-sort=${sorted}
    >
      ${sort?.keys.includes(column.key)
        ? html`
          <a
            class="table-sort"
            href=${sort.href({
              key: column.key,
              direction: sorted === "ascending" ? "descending" : "ascending",
            })}
          >${column.title}</a>
        `
        : [column.control, column.title]}
    </th>
  `;
}

function BodyCell<Row>(
  { column, className, stacks, row }: {
    readonly column: Column<Row>;
    readonly className: string | undefined;
    readonly stacks: boolean;
    readonly row: Row;
  },
): Markup {
  return column.rowHeader
    ? html`
      <th scope="row" role=${role("rowheader", stacks)} class=${className}>${column.cell(row)}</th>
    `
    : html`
      <td role=${role("cell", stacks)} class=${className} data-title=${column.title}>
        ${column.cell(row)}
      </td>
    `;
}

function cellClass<Row>(column: Column<Row>): string | undefined {
  const parts = [
    column.align === "right" ? "cell-right" : "",
    column.telling ? "" : "cell-wide-only",
    column.nowrap ? "cell-nowrap" : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? undefined : parts.join(" ");
}
