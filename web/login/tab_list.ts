import { html, type Markup } from "../html.ts";

/** Where the certificate is. */
export type Place = "browser" | "files" | "phone" | "cloud";

export const PLACES: readonly { readonly place: Place; readonly label: string }[] = [
  { place: "browser", label: "이 브라우저" },
  { place: "files", label: "파일·폴더" },
  { place: "phone", label: "휴대전화" },
  { place: "cloud", label: "금융인증서" },
];

/** Tabs in the way of the ARIA pattern: one is in the order of focus, arrows move between them. */
export function TabList(
  { place, onChange }: { readonly place: Place; readonly onChange: (place: Place) => void },
): Markup {
  const move = (event: KeyboardEvent) => {
    const at = PLACES.findIndex((each) => each.place === place);
    const to = targetOf(event.key, at);
    const next = PLACES[to];
    if (next === undefined) return;
    event.preventDefault();
    onChange(next.place);
    document.getElementById(tabId(next.place))?.focus();
  };
  return html`
    <div class="tabs login-tabs" role="tablist" aria-label="인증서 위치" onKeyDown=${move}>
      ${PLACES.map((each) =>
        html`
          <button
            type="button"
            class="tab"
            role="tab"
            id=${tabId(each.place)}
            aria-selected=${each.place === place ? "true" : "false"}
            aria-controls="login-panel"
            tabindex=${each.place === place ? 0 : -1}
            onClick=${() => onChange(each.place)}
          >${each.label}</button>
        `
      )}
    </div>
  `;
}

export function tabId(place: Place): string {
  return `tab-${place}`;
}

function targetOf(key: string, at: number): number {
  const count = PLACES.length;
  if (key === "ArrowRight") return (at + 1) % count;
  if (key === "ArrowLeft") return (at + count - 1) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : -1;
}
