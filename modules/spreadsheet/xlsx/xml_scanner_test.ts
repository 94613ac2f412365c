import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { SheetRefusedError } from "../errors.ts";
import { attributesOf } from "./xml_attributes.ts";
import { XmlScanner } from "./xml_scanner.ts";

/** What a document tells, texts that follow each other joined; or why it is refused. */
function told(pieces: readonly string[]): string[] | string {
  const events: string[] = [];
  let text = "";
  const flush = () => {
    if (text !== "") events.push(`"${text}"`);
    text = "";
  };
  const scanner = new XmlScanner({
    open: (name, attributes) => (flush(), events.push(`<${name}${attributes}>`)),
    close: (name) => (flush(), events.push(`</${name}>`)),
    text: (piece) => text += piece,
    wantsText: () => true,
  });
  try {
    pieces.forEach((piece) => scanner.push(piece));
    scanner.end();
  } catch (error) {
    if (error instanceof SheetRefusedError) return error.reason;
    throw error;
  }
  return events;
}

const document = `<?xml version="1.0"?><!-- a > b --><x:a r="1" t='"'><b/><c  d = "x>y" />` +
  `가&lt;&#44032;&#x1F600;&amp;<![CDATA[<&]]></x:a >\n`;

Deno.test("XmlScanner tells tags without prefix, texts and CDATA", () => {
  deepEqual(told([document]), [
    `<a r="1" t='"'>`,
    "<b>",
    "</b>",
    '<c  d = "x>y" >',
    "</c>",
    '"가<가😀&<&"',
    "</a>",
  ]);
});

Deno.test("XmlScanner tells the same however the document is cut", () => {
  const whole = told([document]);
  const cut = fc.uniqueArray(fc.integer({ min: 0, max: document.length }), { maxLength: 12 });
  fc.assert(fc.property(cut, (places) => {
    const bounds = [0, ...places.sort((one, other) => one - other), document.length];
    const pieces = bounds.slice(1).map((end, index) => document.slice(bounds[index], end));
    deepEqual(told(pieces), whole);
  }));
  deepEqual(told([...document]), whole);
});

Deno.test("XmlScanner refuses every cut of a document, and only that", () => {
  const end = document.trimEnd().length;
  for (let length = 0; length < end; length++) equal(told([document.slice(0, length)]), "damaged");
});

const ATTACKS: Readonly<Record<string, readonly [reason: string, ...pieces: string[]]>> = {
  "a document type": ["doctype", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
  "a document type in small letters": ["doctype", "<!doctype a><a/>"],
  "a document type in pieces": ["doctype", "<!", "DOC", "TYPE a><a/>"],
  "another declaration": ["damaged", "<!ELEMENT a ANY><a/>"],
  "an entity that nobody declared": ["damaged", "<a>&b;</a>"],
  "an open reference": ["damaged", "<a>&amp</a>"],
  "half of a pair": ["damaged", "<a>&#xD800;</a>"],
  "a reference to NUL": ["damaged", "<a>&#0;</a>"],
  "a reference beyond Unicode": ["damaged", "<a>&#x110000;</a>"],
  "a NUL": ["damaged", "<a>\0</a>"],
  "tags that cross": ["damaged", "<a><b></a></b>"],
  "a tag that is closed twice": ["damaged", "<a></a></a>"],
  "two roots": ["damaged", "<a/><a/>"],
  "no root": ["damaged", "   "],
  "deep nesting": ["damaged", "<a>".repeat(65) + "</a>".repeat(65)],
  "a tag without end": ["damaged", "<a ", ...Array.from({ length: 50 }, () => "x".repeat(9_999))],
  "a comment without end": [
    "damaged",
    "<a><!--",
    ..."x".repeat(9).split("").map((each) => each.repeat(9_999)),
  ],
};

for (const [what, [reason, ...pieces]] of Object.entries(ATTACKS)) {
  Deno.test(`XmlScanner refuses ${what}`, () => equal(told(pieces), reason));
}

Deno.test("XmlScanner keeps nothing of text that nobody wants", () => {
  let asked = 0;
  const scanner = new XmlScanner({
    open: () => {},
    close: () => {},
    text: () => asked++,
    wantsText: () => false,
  });
  scanner.push("<a>");
  for (let count = 0; count < 1_000; count++) scanner.push(" ".repeat(100_000));
  scanner.push("</a>");
  scanner.end();
  equal(asked, 0);
});

Deno.test("attributesOf() reads both quotes, prefixes and references", () => {
  deepEqual({ ...attributesOf(` r:id = "a" b='x"y'\n c="&#44032;&quot;"`) }, {
    id: "a",
    b: 'x"y',
    c: '가"',
  });
});
