/**
 * Gathers the text of a string item (`si` or `is`): its own or that of its runs, without the phonetic
 * hints that East Asian programs keep beside it. No more than `lengthMax` + 1 characters are kept,
 * enough to see that there are too many.
 */
export class RichText {
  #text = "";
  #isInText = false;
  #isInPhonetic = false;

  constructor(private readonly lengthMax: number) {}

  open(name: string): void {
    if (name === "t") this.#isInText = true;
    else if (name === "rPh") this.#isInPhonetic = true;
  }

  close(name: string): void {
    if (name === "t") this.#isInText = false;
    else if (name === "rPh") this.#isInPhonetic = false;
  }

  get wantsText(): boolean {
    return this.#isInText && !this.#isInPhonetic && this.#text.length <= this.lengthMax;
  }

  add(text: string): void {
    const room = this.lengthMax + 1 - this.#text.length;
    this.#text += text.length > room ? text.slice(0, room) : text;
  }

  /** The whole text; the next item starts empty. */
  take(): string {
    const text = this.#text;
    this.#text = "";
    this.#isInText = false;
    this.#isInPhonetic = false;
    return text;
  }
}
