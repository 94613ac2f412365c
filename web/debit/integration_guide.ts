import { html, type Markup } from "../html.ts";
import { CodeBlock } from "../ui/code_block.ts";
import { DefinitionList } from "../ui/definition_list.ts";

/** What a programmer must know of the API and of webhooks, and where the rest stands. */
export function IntegrationGuide({ apiUrl }: { readonly apiUrl: string }): Markup {
  const document = `${apiUrl}/openapi.json`;
  return html`
    <div class="stack-tight">
      ${DefinitionList({
        items: [
          {
            term: "API 문서",
            value: html`
              <a href="/api/v1/debit/openapi.json"><span class="code code-long">${document}</span></a>
              <span class="cell-note">OpenAPI 3.1 문서입니다. 주소와 값, 오류 코드를 모두 담고 있습니다.</span>
            `,
          },
          {
            term: "두 번 처리 막기",
            value: html`
              등록하거나 의뢰하는 요청(POST)에는 요청마다 다른${" "}
              <span class="code">Idempotency-Key</span> 머리글을 붙여 주십시오. 응답을 받지 못해 같은 키로
              다시 보내면 한 번만 처리하고 처음 응답을 드립니다. 같은 키로 다른 내용을 보내면 409로
              거절합니다.
            `,
          },
          {
            term: "웹훅 본문",
            value: html`
              여러 건을 묶어 보냅니다: <span class="code">${BODY}</span>. 다시 보낼 수 있으므로${" "}
              <span class="code">events[].id</span>로 이미 받은 것을 가려 주십시오. 2xx로 응답하면 받은
              것으로 보고, 아니면 사흘 동안 다시 보냅니다.
            `,
          },
          {
            term: "이벤트 조회",
            value: html`
              마지막으로 받은 이벤트의 <span class="code">id</span>를 <span class="code">after</span>에 넣어
              다시 조회하면 그다음부터 빠짐없이 차례로 드립니다. 새 이벤트가 없으면${" "}
              <span class="code">rows</span>가 비어 있으니 같은 <span class="code">after</span>로 잠시 뒤
              다시 조회해 주십시오.
            `,
          },
          {
            term: "웹훅 서명",
            value: html`
              Standard Webhooks 1.0을 따릅니다. 머리글은 <span class="code">webhook-id</span>,${" "}
              <span class="code">webhook-timestamp</span>(초),${" "}
              <span class="code">webhook-signature</span>입니다. 비밀값에서${" "}
              <span class="code">whsec_</span>를 뗀 나머지를 base64로 푼 키로${" "}
              <span class="code">webhook-id.webhook-timestamp.본문</span>의 HMAC-SHA256을 구해, base64로
              적은 값이 <span class="code">v1,</span> 뒤의 값 가운데 하나와 같은지 확인해 주십시오.
            `,
          },
        ],
      })}
      ${CodeBlock({
        label: "조회 API로 받기",
        code: `curl -H "Authorization: Bearer <API 키>" "${apiUrl}/events?limit=50"`,
      })}
    </div>
  `;
}

const BODY = '{"events": [{"id", "type", "at", "data"}, …]}';
