import { withoutInvisible } from "@maru/kernel";

/** What a reader makes of the values that a field sent. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

/** How one field is read. Messages are Korean sentences that say what to enter. */
export interface FieldReader<T> {
  /** A secret is never put back into the form. */
  readonly secret: boolean;
  read(sent: readonly (string | File)[]): Read<T>;
}

export interface TextRule {
  /** Named in the standard messages, e.g. 제출자 성명. */
  readonly label: string;
  readonly lengthMax?: number;
  readonly pattern?: RegExp;
  /** Shown where the pattern does not fit; says what a right value looks like. */
  readonly patternMessage?: string;
  readonly secret?: boolean;
  /** Applied before the checks, for instance to drop hyphens. */
  readonly normalise?: (text: string) => string;
}

/** A required line of text, cleaned (a secret is taken as it is). */
export function text(rule: TextRule): FieldReader<string> {
  return {
    secret: rule.secret ?? false,
    read: (sent) => {
      const value = cleaned(sent, rule);
      if (value === "") return problem(`${withObject(rule.label)} 입력해 주십시오.`);
      return checkText(value, rule);
    },
  };
}

/** The same, but it may be left empty. */
export function optionalText(rule: TextRule): FieldReader<string | undefined> {
  return {
    secret: rule.secret ?? false,
    read: (sent) => {
      const value = cleaned(sent, rule);
      return value === "" ? { ok: true, value: undefined } : checkText(value, rule);
    },
  };
}

/** One of the listed values. */
export function choice<const V extends string>(
  rule: { readonly label: string; readonly of: readonly V[] },
): FieldReader<V> {
  return {
    secret: false,
    read: (sent) => {
      const value = rule.of.find((each) => each === sent[0]);
      return value === undefined
        ? problem(`${withObject(rule.label)} 선택해 주십시오.`)
        : { ok: true, value };
    },
  };
}

/** Any number of the listed values. */
export function choices<const V extends string>(
  rule: { readonly label: string; readonly of: readonly V[]; readonly countMin?: number },
): FieldReader<V[]> {
  return {
    secret: false,
    read: (sent) => {
      const value = rule.of.filter((each) => sent.includes(each));
      return value.length < (rule.countMin ?? 0)
        ? problem(`${withObject(rule.label)} ${rule.countMin}개 이상 선택해 주십시오.`)
        : { ok: true, value };
    },
  };
}

/** A tick. With `required` it must be set, as a consent must. */
export function tick(
  rule: { readonly label: string; readonly required?: boolean },
): FieldReader<boolean> {
  return {
    secret: false,
    read: (sent) => {
      const value = sent[0] === "on";
      return rule.required && !value
        ? problem(`${rule.label}에 동의해 주십시오.`)
        : { ok: true, value };
    },
  };
}

/** One file that was chosen; its size is checked here, its content by whoever takes it. */
export function file(
  rule: { readonly label: string; readonly bytesMax: number },
): FieldReader<File> {
  return {
    secret: true,
    read: (sent) => {
      const value = sent[0];
      if (!(value instanceof File) || value.size === 0) {
        return problem(`${withObject(rule.label)} 선택해 주십시오.`);
      }
      return value.size > rule.bytesMax
        ? problem(`${rule.label}의 크기는 ${Math.floor(rule.bytesMax / 1_048_576)}MB까지입니다.`)
        : { ok: true, value };
    },
  };
}

function cleaned(sent: readonly (string | File)[], rule: TextRule): string {
  const first = sent[0];
  if (typeof first !== "string") return "";
  const line = rule.secret ? first : cleanLine(first);
  return rule.normalise ? rule.normalise(line) : line;
}

/** What was typed without spaces around it and without characters that nobody sees, composed (NFC). */
export function cleanLine(typed: string): string {
  return withoutInvisible(typed).trim().normalize("NFC");
}

function checkText(value: string, rule: TextRule): Read<string> {
  const lengthMax = rule.lengthMax ?? TEXT_LENGTH_MAX;
  if (value.length > lengthMax) {
    return problem(`${withTopic(rule.label)} ${lengthMax}자까지 입력할 수 있습니다.`);
  }
  if (rule.pattern && !rule.pattern.test(value)) {
    return problem(rule.patternMessage ?? `${withObject(rule.label)} 다시 확인해 주십시오.`);
  }
  return { ok: true, value };
}

function problem(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}

/** The object particle, 을 after a closed syllable and 를 after an open one. */
export function withObject(noun: string): string {
  return noun + (endsClosed(noun) ? "을" : "를");
}

/** The topic particle, 은 after a closed syllable and 는 after an open one. */
export function withTopic(noun: string): string {
  return noun + (endsClosed(noun) ? "은" : "는");
}

/** Hangul syllables stand in Unicode by 28 endings each, the first of which is none. */
function endsClosed(noun: string): boolean {
  const code = (noun.match(/[가-힣](?=[^가-힣]*$)/)?.[0] ?? "가").charCodeAt(0);
  return (code - 0xac00) % 28 !== 0;
}

const TEXT_LENGTH_MAX = 200;
