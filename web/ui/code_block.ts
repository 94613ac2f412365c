import { type Html, html, type Markup } from "../html.ts";

export interface CodeBlockProps {
  readonly code: string;
  /** What it is, above it. */
  readonly label?: Html;
}

export function CodeBlock(props: CodeBlockProps): Markup {
  return html`
    <figure class="code-block">
      ${props.label === undefined ? null : html`<figcaption>${props.label}</figcaption>`}
      <pre tabindex="0"><code>${props.code}</code></pre>
    </figure>
  `;
}
