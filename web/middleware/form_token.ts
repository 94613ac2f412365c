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
  const key = deriveKey(secret);
  return {
    tokenFor: async (c) => {
      let browser = readCookie(c, "form");
      if (browser === undefined || !BROWSER_ID.test(browser)) {
        browser = encodeBase64Url(crypto.getRandomValues(new Uint8Array(BROWSER_ID_BYTES)));
        writeCookie(c, "form", browser);
      }
      const signature = await crypto.subtle.sign("HMAC", await key, material(c, browser));
      return encodeBase64Url(new Uint8Array(signature));
    },
    matches: async (c, token) => {
      const browser = readCookie(c, "form");
      if (browser === undefined || !BROWSER_ID.test(browser)) return false;
      const signature = decodeBase64Url(token);
      if (signature === undefined) return false;
      return await crypto.subtle.verify("HMAC", await key, signature, material(c, browser));
    },
  };
}

async function deriveKey(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  return await crypto.subtle.deriveKey(
    {
      name: "HKDF",
      hash: "SHA-256",
      salt: new Uint8Array(),
      info: new TextEncoder().encode("maru web form token"),
    },
    base,
    { name: "HMAC", hash: "SHA-256", length: 256 },
    false,
    ["sign", "verify"],
  );
}

/** JSON keeps the parts apart, whatever a cookie holds. */
function material(c: Context, browser: string): Uint8Array<ArrayBuffer> {
  const sessions = SESSION_COOKIES.map((name) => readCookie(c, name) ?? null);
  return new TextEncoder().encode(JSON.stringify([browser, ...sessions]));
}

function decodeBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]{43}$/.test(text)) return undefined;
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/") + "=");
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

const BROWSER_ID_BYTES = 32;
const BROWSER_ID = /^[\w-]{43}$/;
