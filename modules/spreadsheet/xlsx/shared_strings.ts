import { SheetRefusedError } from "../errors.ts";
import type { ZipArchive } from "../zip/zip_archive.ts";
import { RichText } from "./rich_text.ts";
import { scanPart } from "./scan_part.ts";
import { stringText } from "./string_text.ts";

/** Millions of small strings cost more in their headers than in their letters; pages of many do not. */
const STRINGS_PER_PAGE = 1_024;
const STRING_COUNT_MAX = 6_000_000;
const TEXT_LENGTH_MAX = 120_000_000;

/** The strings that cells name by index, packed by the page. */
export class SharedStrings {
  readonly #pages: { readonly text: string; readonly ends: Uint32Array }[] = [];
  #pending: string[] = [];
  #count = 0;
  #length = 0;

  /** @throws {SheetRefusedError} "tooLarge" */
  add(text: string): void {
    this.#pending.push(text);
    this.#count++;
    this.#length += text.length;
    if (this.#count > STRING_COUNT_MAX || this.#length > TEXT_LENGTH_MAX) {
      throw new SheetRefusedError({ reason: "tooLarge", detail: "too many shared strings" });
    }
    if (this.#pending.length === STRINGS_PER_PAGE) this.#closePage();
  }

  /** Undefined where there is none of that index. Valid once `finish` was called. */
  get(index: number): string | undefined {
    const page = this.#pages[Math.floor(index / STRINGS_PER_PAGE)];
    const at = index % STRINGS_PER_PAGE;
    if (page === undefined || at >= page.ends.length) return undefined;
    return page.text.slice(at === 0 ? 0 : page.ends[at - 1], page.ends[at]);
  }

  finish(): this {
    if (this.#pending.length > 0) this.#closePage();
    return this;
  }

  #closePage(): void {
    let end = 0;
    const ends = Uint32Array.from(this.#pending, (text) => end += text.length);
    this.#pages.push({ text: this.#pending.join(""), ends });
    this.#pending = [];
  }
}

/** @throws {SheetRefusedError} "damaged", "doctype", "tooLarge" */
export async function readSharedStrings(
  archive: ZipArchive,
  part: string,
  limits: { readonly cellLengthMax: number },
): Promise<SharedStrings> {
  const strings = new SharedStrings();
  const item = new RichText(limits.cellLengthMax);
  await scanPart(archive, part, {
    open: (name) => item.open(name),
    close(name) {
      item.close(name);
      if (name === "si") strings.add(stringText(item.take()));
    },
    text: (text) => item.add(text),
    wantsText: () => item.wantsText,
  });
  return strings.finish();
}
