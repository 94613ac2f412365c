/**
 * What the build puts before every island: it takes the markup that the server drew and brings it
 * to life with the same props.
 *
 * @module
 */
import { type ComponentType, h, hydrate } from "preact";

export function hydrateIsland(
  name: string,
  component: ComponentType<Record<string, unknown>>,
): void {
  for (const element of document.querySelectorAll(`[data-island="${name}"]`)) {
    const props = JSON.parse(element.getAttribute("data-props") ?? "{}");
    hydrate(h(component, props), element);
  }
}
