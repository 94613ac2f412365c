import { encode } from "uqr";
import { html, type Markup } from "../html.ts";

/** A QR code (ISO/IEC 18004) for a phone's camera. */
export function QrPicture(props: { readonly text: string; readonly label: string }): Markup {
  const { data, size } = encode(props.text, { ecc: "M", border: 2 });
  const path = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => isDark ? [`M${x} ${y}h1v1h-1z`] : [])
  ).join("");
  return html`
    <svg
      class="qr-picture"
      viewBox=${`0 0 ${size} ${size}`}
      role="img"
      aria-label=${props.label}
      shape-rendering="crispEdges"
    >
      <rect width=${size} height=${size} fill="#fff" />
      <path d=${path} fill="#000" />
    </svg>
  `;
}
