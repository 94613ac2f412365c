import { encode } from "uqr";
import { html, type Markup } from "../html.ts";

/** A QR code (ISO/IEC 18004) as one SVG path. */
export function QrCode(props: { text: string; label: string }): Markup {
  const code = encode(props.text, { ecc: "M", border: 2 });
  const path = code.data.flatMap((row, y) =>
    row.flatMap((dark, x) => dark ? [`M${x} ${y}h1v1h-1z`] : [])
  ).join("");
  return html`
    <svg class="qr-code" viewBox=${`0 0 ${code.size} ${code.size}`} role="img" aria-label=${props
      .label}>
      <rect class="qr-ground" width=${code.size} height=${code.size} />
      <path class="qr-ink" d=${path} />
    </svg>
  `;
}
