import { damaged } from "../refuse.ts";
import { decodeReferences } from "./xml_references.ts";

const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const COLON = 0x3a;
const EQUALS = 0x3d;

/** Attributes of one tag, one after the other; made once and used for millions of tags. */
export class XmlAttributes {
  #text = "";
  #at = 0;
  /** Without its prefix. */
  name = "";
  /** References replaced. */
  value = "";

  /** Starts over with the attributes of another tag, as the scanner hands them out. */
  read(text: string): this {
    this.#text = text;
    this.#at = 0;
    return this;
  }

  /** Goes to the next attribute; false when there is none. @throws {SheetRefusedError} "damaged" */
  next(): boolean {
    const text = this.#text;
    let at = this.#at;
    while (at < text.length && text.charCodeAt(at) <= 0x20) at++;
    if (at >= text.length) return false;
    let nameStart = at;
    for (; at < text.length && text.charCodeAt(at) !== EQUALS; at++) {
      if (text.charCodeAt(at) === COLON) nameStart = at + 1;
    }
    this.name = text.slice(nameStart, at).trimEnd();
    at++;
    while (at < text.length && text.charCodeAt(at) <= 0x20) at++;
    const quote = text.charCodeAt(at);
    if (quote !== QUOTE && quote !== APOSTROPHE) throw damaged("its XML has an open attribute");
    const end = text.indexOf(quote === QUOTE ? '"' : "'", at + 1);
    if (end < 0) throw damaged("its XML has an open attribute");
    this.value = decodeReferences(text.slice(at + 1, end));
    this.#at = end + 1;
    return true;
  }
}

/** All attributes of a tag by name, for tags that are few. @throws {SheetRefusedError} "damaged" */
export function attributesOf(text: string): Record<string, string | undefined> {
  const attributes = new XmlAttributes().read(text);
  const found: Record<string, string> = Object.create(null);
  while (attributes.next()) found[attributes.name] = attributes.value;
  return found;
}
