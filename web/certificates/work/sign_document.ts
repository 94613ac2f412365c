import { signText, textDocument, toBase64, toHex } from "@maru/pki/browser";
import { type OpenedSource, wipe } from "./open_source.ts";
import type { DocumentToSign } from "./work.ts";

/**
 * Signs a text as a document. What stands above it is written here, so that no page can pass the text
 * of a login off as a document. The key is wiped after.
 */
export async function signDocument(
  opened: OpenedSource,
  { document, origin }: { document: DocumentToSign; origin: string },
): Promise<string> {
  const { certificate, otherCertificates, key } = opened;
  const { title, text: body, nonce } = document;
  const at = new Date(document.at);
  try {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
    const documentSha256 = toHex(new Uint8Array(digest));
    const text = textDocument({ origin, documentSha256, title, nonce, at }, body);
    return toBase64(await signText({ certificate, otherCertificates, key, text, at }));
  } finally {
    wipe(opened);
  }
}
