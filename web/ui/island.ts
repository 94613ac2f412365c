import type { ComponentType } from "preact";
import { html, type Markup } from "../html.ts";
import type { View } from "../view.ts";

export interface IslandProps<P> {
  readonly view: View;
  /** File name under `web/islands/` without its ending; the component is its default export. */
  readonly name: string;
  readonly component: ComponentType<P>;
  /** Plain JSON: it crosses to the browser in an attribute. */
  readonly props: P;
}

/**
 * A part of the page that comes alive in the browser. It is drawn here first, so the page is whole
 * before (and without) its script. Only pages with an island load a script.
 */
export function Island<P extends object>(props: IslandProps<P>): Markup {
  const entry = `islands/${props.name}.js`;
  const { component: Component, view } = props;
  return html`
    <div class="island-frame">
      <div data-island=${props.name} data-props=${JSON.stringify(props.props)}>
        <${Component} ...${props.props} />
      </div>
      ${view.assets.imports(entry).map((href) => html`<link rel="modulepreload" href=${href} />`)}
      <script type="module" src=${view.assets.url(entry)}></script>
    </div>
  `;
}
