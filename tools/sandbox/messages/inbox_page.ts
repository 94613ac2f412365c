import { html } from "hono/html";
import { koreanTime, type Markup, page } from "../page.ts";
import type { InboxMessage } from "./message.ts";

const RELOAD_SECONDS = 5;

/** All phones to which something was sent. */
export function phonesPage(messages: readonly InboxMessage[]): Markup {
  const phones = Map.groupBy(messages, (message) => message.to);
  const rows = [...phones].map(([phone, received]) =>
    html`
      <tr>
        <td><a href="/inbox/${phone}">${hyphenated(phone)}</a></td>
        <td>${received.length}건</td>
        <td>${koreanTime(received[0]!.receivedAt)}</td>
        <td>${received[0]!.text.split("\n")[0]}</td>
      </tr>
    `
  );
  return page({
    title: "휴대폰 수신함",
    lead: "알림톡과 문자를 받은 휴대폰입니다. 번호를 누르면 그 휴대폰의 화면이 열립니다.",
    reloadSeconds: RELOAD_SECONDS,
    body: rows.length === 0
      ? html`
        <section class="card">
          <p>아직 도착한 메시지가 없습니다.</p>
        </section>
      `
      : html`
        <section class="card scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">번호</th>
                <th scope="col">메시지</th>
                <th scope="col">마지막 수신</th>
                <th scope="col">내용</th>
              </tr>
            </thead>
            <tbody>${rows}</tbody>
          </table>
        </section>
      `,
  });
}

/** One phone as its owner holds it: 알림톡 bubbles and text messages, newest at the bottom. */
export function phonePage(phone: string, messages: readonly InboxMessage[]): Markup {
  return page({
    title: `${hyphenated(phone)} 수신함`,
    lead: "이 휴대폰으로 도착한 알림톡과 문자입니다.",
    reloadSeconds: RELOAD_SECONDS,
    body: html`<section class="phone" aria-label="${hyphenated(phone)} 휴대폰 화면">
<h2>메시지</h2>
${messages.length === 0 ? html`<p class="day">아직 도착한 메시지가 없습니다.</p>` : ""}
${
      messages.toReversed().map((message) =>
        message.channel === "kakao" ? talk(message) : text(message)
      )
    }
</section>`,
  });
}

function talk(message: InboxMessage): Markup {
  return html`
    <article class="talk">
    <div class="top">알림톡 도착</div>
    <p>${message.text}</p>
    ${message.buttons.map((button) => choice(button.buttonName, button.linkMo ?? button.linkPc))}
    </article>
    <p class="when">${koreanTime(message.receivedAt)}</p>
  `;
}

/** Only web addresses become links: what was sent is not to be trusted more than that. */
function choice(name: string, link: string | null | undefined): Markup {
  const isWeb = typeof link === "string" && /^https?:\/\//.test(link);
  return isWeb
    ? html`<a class="choice" href="${link}" rel="noopener">${name}</a>`
    : html`<span class="choice">${name}</span>`;
}

function text(message: InboxMessage): Markup {
  return html`
    <article class="text">
    ${message.subject === null ? "" : html`<strong>${message.subject}</strong>`}
    <p>${message.text}</p>
    </article>
    <p class="when">${koreanTime(message.receivedAt)} · ${hyphenated(message.from)} · ${message
      .channel.toUpperCase()}</p>
  `;
}

function hyphenated(phone: string): string {
  return phone.replace(
    /^(02|0\d{2}|1\d{3})(\d{3,4})?(\d{4})$/,
    (_, head, middle, tail) => [head, middle, tail].filter((part) => part !== undefined).join("-"),
  );
}
