/**
 * The value of the self-check, and the shapes in which it is sent.
 *
 * @module
 */
import { Buffer } from "node:buffer";

export const PLANTED = "Planted-Secret-7391!";

/** As text in the encodings that a text can carry. */
export function plantedForms(): readonly string[] {
  const bytes = Buffer.from(PLANTED);
  return [
    PLANTED,
    bytes.toString("hex"),
    bytes.toString("hex").toUpperCase(),
    bytes.toString("base64"),
    Buffer.concat([Buffer.from("x"), bytes]).toString("base64"),
    Buffer.concat([Buffer.from("xy"), bytes]).toString("base64url"),
    Buffer.from(PLANTED, "utf16le").toString("hex"),
    Buffer.from(PLANTED, "utf16le").toString("base64"),
    encodeURIComponent(PLANTED),
  ];
}
