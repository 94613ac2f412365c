import type { Context } from "hono";
import { readCookie, writeCookie } from "../cookies.ts";
import type { Language } from "./dictionary.ts";

/**
 * `?lang=` decides and is remembered for a year; else the cookie; else Korean. The browser's own
 * preference is not asked: most who work here with an English browser are Korean offices.
 */
export function chooseLanguage(c: Context): Language {
  const wanted = c.req.query("lang");
  if (wanted === "ko" || wanted === "en") {
    writeCookie(c, "language", wanted, { maxAgeSeconds: YEAR_SECONDS });
    return wanted;
  }
  return readCookie(c, "language") === "en" ? "en" : "ko";
}

const YEAR_SECONDS = 365 * 24 * 3600;
