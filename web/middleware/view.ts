import type { MiddlewareHandler } from "hono";
import type { WebEnv, WebParts } from "../context.ts";
import { readCookie } from "../cookies.ts";
import { chooseLanguage } from "../language/choice.ts";
import { translate } from "../language/dictionary.ts";
import type { View } from "../view.ts";
import type { FormTokens } from "./form_token.ts";

/** Gathers what pages need to know of the request. */
export function viewOfRequest(parts: WebParts, tokens: FormTokens): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const language = chooseLanguage(c);
    const view: View = {
      language,
      contrast: readCookie(c, "contrast") === "high" ? "high" : "normal",
      path: c.req.path,
      requestId: c.get("requestId"),
      formToken: await tokens.tokenFor(c),
      assets: parts.assets,
      text: (key) => translate(language, key),
    };
    // Set before anybody is asked who this is: should that fail, the error still gets a page.
    c.set("view", view);
    const signedIn = await parts.identify?.(c);
    if (signedIn !== undefined) c.set("view", { ...view, signedIn });
    await next();
  };
}
