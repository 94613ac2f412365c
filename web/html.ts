/**
 * Markup: htm templates over Preact, without a build step.
 *
 * A component is a typed function that is called, `${Field({ label, name })}`, so that its arguments
 * are checked. Values are escaped by the renderer; nothing here builds markup from strings.
 *
 * @module
 */
import htm from "htm";
import { type ComponentChildren, h, type VNode } from "preact";

/** Whatever may stand inside a template. */
export type Html = ComponentChildren;

/** One element. */
export type Markup = VNode;

/**
 * The template tag. Static subtrees are shared between calls, so what it returns must not be changed.
 *
 * A template with several roots gives an array at run time; `render()` refuses one as a page, and as
 * a fragment inside another template it is what was meant.
 */
export const html: Tag = (htm as unknown as Htm).bind(h);

type Tag = (strings: TemplateStringsArray, ...values: unknown[]) => Markup;

/** The package declares its ES module as if it were CommonJS; this is what it really exports. */
interface Htm {
  bind(create: typeof h): Tag;
}
