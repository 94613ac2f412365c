import type { Bytes } from "./bytes.ts";
import { type DerElement, TAG } from "./der_reader.ts";
import { childAt, expectTag, objectIdentifierOf, textOf } from "./der_values.ts";

/** A distinguished name: the two parts that people read, and the whole as RFC 4514 text. */
export interface DistinguishedName {
  readonly commonName: string;
  readonly organization: string;
  readonly text: string;
  /** The encoded name. */
  readonly der: Bytes;
}

const SHORT_NAMES: Readonly<Record<string, string>> = {
  "2.5.4.3": "CN",
  "2.5.4.5": "SERIALNUMBER",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "0.9.2342.19200300.100.1.25": "DC",
};

/** @throws {DamagedFileError} when it is no Name of RFC 5280. */
export function readDistinguishedName(name: DerElement): DistinguishedName {
  expectTag(name, TAG.sequence);
  const attributes = name.children.map((group) =>
    expectTag(group, TAG.set).children.map((attribute) => {
      const oid = objectIdentifierOf(childAt(attribute, 0));
      return { type: SHORT_NAMES[oid] ?? oid, value: textOf(childAt(attribute, 1)) };
    })
  );
  const first = (type: string) =>
    attributes.flat().find((attribute) => attribute.type === type)?.value ?? "";
  const text = attributes.toReversed()
    .map((group) => group.map(({ type, value }) => `${type}=${escapeValue(value)}`).join("+"))
    .join(",");
  return { commonName: first("CN"), organization: first("O"), text, der: name.bytes };
}

/** RFC 4514 §2.4. */
function escapeValue(value: string): string {
  return value.replace(/["+,;<>\\=]|^[# ]| $/g, (character) => `\\${character}`);
}

/** Compares names without regard to case and string type, as RFC 5280 §7.1 does. */
export function isSameName(one: DistinguishedName, other: DistinguishedName): boolean {
  return normalized(one.text) === normalized(other.text);
}

function normalized(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
}

/** Names of the Korean certification authorities, by what their own names contain. */
const AUTHORITIES: readonly (readonly [pattern: RegExp, koreanName: string])[] = [
  [/yessign/i, "금융결제원"],
  [/signgate|kica/i, "한국정보인증"],
  [/crosscert/i, "한국전자인증"],
  [/tradesign|ktnet/i, "한국무역정보통신"],
  [/signkorea|koscom/i, "코스콤"],
  [/ncasign/i, "한국정보사회진흥원"],
  [/inipass/i, "이니텍"],
  [/kisa/i, "한국인터넷진흥원"],
];

/** The Korean name of an issuer, or the name that it gives itself. */
export function authorityDisplayName(issuer: DistinguishedName): string {
  const own = `${issuer.organization} ${issuer.commonName}`;
  return AUTHORITIES.find(([pattern]) => pattern.test(own))?.[1] ??
    (issuer.organization || issuer.commonName);
}

/** A common name without what certification authorities add: "홍길동()0099041202600000" → "홍길동". */
export function personOfCommonName(commonName: string): string {
  const shortened = commonName
    .replace(/\)[0-9A-Za-z-]*$/, ")")
    .replace(/\(\)$/, "")
    .replace(/\d{6}[0-9A-Za-z-]*$/, "")
    .trim();
  return shortened || commonName;
}
