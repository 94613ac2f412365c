import { html } from "hono/html";
import type { SandboxContext } from "../context.ts";
import { koreanTime, type Markup } from "../page.ts";
import { readJournalTail } from "./journal_tail.ts";
import { journalLabels } from "./labels.ts";

/** The newest lines of the outside world's own record. */
export function journalCard(context: SandboxContext): Markup {
  const lines = readJournalTail(context.dataDirectory, { limit: 30 });
  return html`
    <section class="card" id="journal">
      <h2>기록</h2>
      ${lines.length === 0 ? html`<p class="muted">아직 기록이 없습니다.</p>` : html`
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th>시각</th>
                <th>일</th>
                <th>내용</th>
              </tr>
            </thead>
            <tbody>${lines.map(({ at, kind, realMs: _, ...rest }) =>
              html`
                <tr>
                  <td>${at === "" ? "" : koreanTime(at).slice(5)}</td>
                  <td>${journalLabels[kind] ?? kind}</td>
                  <td class="muted">${summaryOf(rest)}</td>
                </tr>
              `
            )}</tbody>
          </table>
        </div>
      `}
      <p class="muted">전체 기록: <a href="/sandbox/journal?limit=500">/sandbox/journal</a></p>
    </section>
  `;
}

function summaryOf(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== "" && value !== undefined)
    .map(([name, value]) => {
      const text = typeof value === "object" ? JSON.stringify(value) : String(value);
      return `${name} ${text.length > 60 ? `${text.slice(0, 24)}…` : text}`;
    })
    .join(" · ");
}
