import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { encodeBase64Url } from "./base64url.ts";
import { readCookie, SESSION_COOKIES, writeCookie } from "../cookies.ts";

/** Name of the hidden field, and of the header for requests without a form body. */
export const TOKEN_FIELD = "_token";
export const TOKEN_HEADER = "X-Maru-Token";

export interface FormTokens {
  /** The token of this browser and its sessions; sets the browser's cookie where it has none. */
  tokenFor(c: Context): Promise<string>;
  /** Whether the token was made for this browser and these sessions. */
  matches(c: Context, token: string): Promise<boolean>;
}

/**
 * Signed double-submit tokens: HMAC-SHA-256 over the random `form` cookie and the session cookies.
 * Nothing is stored, and a token dies when somebody logs in or out.
 *
 * @param secret key material shared by all processes; a key of our own is derived from it
 */
export function createFormTokens(secret: Uint8Array<ArrayBuffer>): FormTokens {
  const key = new Uint8Array(hkdfSync("sha256", secret, "", KEY_PURPOSE, KEY_BYTES));
  // Every page needs one: a wait for WebCrypto's threads would cost more than all the rest of it.
  const sign = (text: string) => createHmac("sha256", key).update(text).digest();
  return {
    tokenFor: (c) => {
      let browser = readCookie(c, "form");
      if (browser === undefined || !BROWSER_ID.test(browser)) {
        browser = encodeBase64Url(crypto.getRandomValues(new Uint8Array(BROWSER_ID_BYTES)));
        writeCookie(c, "form", browser);
      }
      return Promise.resolve(encodeBase64Url(sign(material(c, browser))));
    },
    matches: (c, token) => {
      const browser = readCookie(c, "form");
      const isBrowser = browser !== undefined && BROWSER_ID.test(browser);
      const signature = decodeBase64Url(token);
      if (!isBrowser || signature === undefined) return Promise.resolve(false);
      return Promise.resolve(timingSafeEqual(sign(material(c, browser)), signature));
    },
  };
}

/** JSON keeps the parts apart, whatever a cookie holds. */
function material(c: Context, browser: string): string {
  const sessions = SESSION_COOKIES.map((name) => readCookie(c, name) ?? null);
  return JSON.stringify([browser, ...sessions]);
}

function decodeBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]{43}$/.test(text)) return undefined;
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/") + "=");
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

const KEY_PURPOSE = "maru web form token";
const KEY_BYTES = 32;
const BROWSER_ID_BYTES = 32;
const BROWSER_ID = /^[\w-]{43}$/;
