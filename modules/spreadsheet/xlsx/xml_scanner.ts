import { SheetRefusedError } from "../errors.ts";
import { damaged } from "../refuse.ts";
import { decodeReferences } from "./xml_references.ts";

/** Longer than any tag of a workbook, shorter than what would fill the memory. */
const TAG_LENGTH_MAX = 65_536;
const DEPTH_MAX = 64;
/** The longest reference is `&#x10ffff;`; some writers pad with zeros. */
const REFERENCE_LENGTH_MAX = 16;

/** What is told of an XML document, in order. Names come without their prefix. */
export interface XmlVisitor {
  open(name: string, attributes: string): void;
  close(name: string): void;
  /** Text may come in several pieces. Called only after `wantsText` said yes. */
  text(text: string): void;
  wantsText(): boolean;
}

/**
 * Scans XML as it streams in, keeping no more of it than one tag. A document type is refused, so no
 * entity but the five of XML itself exists. Feed it with `push`, then call `end`.
 */
export class XmlScanner {
  #rest = "";
  readonly #openNames: string[] = [];
  #hasRoot = false;

  constructor(private readonly visitor: XmlVisitor) {}

  /** @throws {SheetRefusedError} "damaged", "doctype" */
  push(chunk: string): void {
    if (chunk.includes("\0")) throw damaged("its XML holds a NUL");
    const text = this.#rest === "" ? chunk : this.#rest + chunk;
    let at = 0;
    while (at < text.length) {
      const tagStart = text.indexOf("<", at);
      if (tagStart !== at) at = this.#takeText(text, at, tagStart);
      if (tagStart < 0) break;
      const tagEnd = this.#takeTag(text, tagStart);
      if (tagEnd < 0) break;
      at = tagEnd;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > TAG_LENGTH_MAX) throw damaged("its XML has a tag without an end");
  }

  /** @throws {SheetRefusedError} "damaged" where the document is not whole */
  end(): void {
    const isWhole = this.#hasRoot && this.#openNames.length === 0 && this.#rest.trim() === "";
    if (!isWhole) throw damaged("its XML is cut short");
  }

  /** Returns where the text ends that was taken: before a reference that is not whole yet. */
  #takeText(text: string, start: number, tagStart: number): number {
    let end = tagStart < 0 ? text.length : tagStart;
    if (tagStart < 0) {
      const reference = text.lastIndexOf("&");
      const isOpen = reference >= Math.max(start, end - REFERENCE_LENGTH_MAX) &&
        text.indexOf(";", reference) < 0;
      if (isOpen) end = reference;
    }
    if (end > start && this.visitor.wantsText()) {
      this.visitor.text(decodeReferences(text.slice(start, end)));
    }
    return end;
  }

  /** Returns where the tag ends, or -1 where it is not whole yet. */
  #takeTag(text: string, start: number): number {
    const second = text.charCodeAt(start + 1);
    if (second === EXCLAMATION) return this.#takeDeclaration(text, start);
    if (second === QUESTION) return afterNext(text, "?>", start);
    const end = tagEnd(text, start);
    if (end < 0) return -1;
    if (second === SLASH) this.#close(localName(text, start + 2, end - 1));
    else this.#open(text, start + 1, end - 1);
    return end;
  }

  #takeDeclaration(text: string, start: number): number {
    const head = text.slice(start, start + 9);
    if (head.startsWith("<!--")) return afterNext(text, "-->", start + 4);
    if (head === "<![CDATA[") {
      const end = afterNext(text, "]]>", start);
      if (end >= 0 && this.visitor.wantsText()) this.visitor.text(text.slice(start + 9, end - 3));
      return end;
    }
    if ("<!DOCTYPE".startsWith(head.toUpperCase()) && head.length >= 3) {
      throw new SheetRefusedError({ reason: "doctype", detail: "its XML has a document type" });
    }
    if (head.length < 9) return -1;
    throw damaged("its XML has an unknown declaration");
  }

  #open(text: string, start: number, end: number): void {
    const isEmpty = text.charCodeAt(end - 1) === SLASH;
    const nameEnd = nameEndOf(text, start, end);
    const name = localName(text, start, nameEnd);
    if (this.#openNames.length === 0 && this.#hasRoot) throw damaged("its XML has two roots");
    this.#hasRoot = true;
    this.visitor.open(name, text.slice(nameEnd, isEmpty ? end - 1 : end));
    if (isEmpty) return this.visitor.close(name);
    this.#openNames.push(name);
    if (this.#openNames.length > DEPTH_MAX) throw damaged("its XML is nested too deep");
  }

  #close(name: string): void {
    if (this.#openNames.pop() !== name) throw damaged("its XML has tags that do not match");
    this.visitor.close(name);
  }
}

const EXCLAMATION = 0x21;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const COLON = 0x3a;
const GREATER = 0x3e;
const QUESTION = 0x3f;

/** The place after the `>` of a tag; one in an attribute's value does not end it. */
function tagEnd(text: string, start: number): number {
  let quote = 0;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === GREATER) return at + 1;
    else if (code === QUOTE || code === APOSTROPHE) quote = code;
  }
  return -1;
}

function afterNext(text: string, mark: string, start: number): number {
  const at = text.indexOf(mark, start);
  return at < 0 ? -1 : at + mark.length;
}

function nameEndOf(text: string, start: number, end: number): number {
  let at = start;
  // Every white space of XML is below the space or is it; no name holds one.
  while (at < end && text.charCodeAt(at) > 0x20 && text.charCodeAt(at) !== SLASH) at++;
  return at;
}

function localName(text: string, start: number, end: number): string {
  let nameStart = start;
  let nameEnd = end;
  while (nameEnd > start && text.charCodeAt(nameEnd - 1) <= 0x20) nameEnd--;
  for (let at = start; at < nameEnd; at++) {
    if (text.charCodeAt(at) === COLON) nameStart = at + 1;
  }
  return text.slice(nameStart, nameEnd);
}
