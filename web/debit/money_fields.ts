import { type FieldReader, withObject } from "../forms/mod.ts";

const WON_DIGITS_MAX = 15;

/** Commas stand where thousands end or not at all: "1,00" is a slip, and nobody knows of what. */
const WON_GROUPS = /^(\d+|\d{1,3}(,\d{3})+)$/;

/** Whole won, as people type them: digits, with or without commas. */
export function wonField(
  rule: { readonly label: string; readonly min?: bigint },
): FieldReader<bigint> {
  return {
    secret: false,
    read: ([sent]) => {
      const grouped = typed(sent).replaceAll(/[\s원]/g, "");
      const digits = grouped.replaceAll(",", "");
      if (digits === "") return wrong(`${withObject(rule.label)} 입력해 주십시오.`);
      if (!WON_GROUPS.test(grouped) || digits.length > WON_DIGITS_MAX) {
        return wrong(`${withObject(rule.label)} 원 단위 숫자로 입력해 주십시오.`);
      }
      const value = BigInt(digits);
      const min = rule.min ?? 0n;
      return value < min
        ? wrong(`${withObject(rule.label)} ${min}원 이상으로 입력해 주십시오.`)
        : { ok: true, value };
    },
  };
}

/** A whole number within bounds, the bounds included. */
export function integerField(
  rule: { readonly label: string; readonly min: number; readonly max: number },
): FieldReader<number> {
  return {
    secret: false,
    read: ([sent]) => {
      const text = typed(sent);
      const value = Number(text);
      return /^-?\d{1,4}$/.test(text) && value >= rule.min && value <= rule.max
        ? { ok: true, value }
        : wrong(
          `${withObject(rule.label)} ${rule.min}부터 ${rule.max}까지의 숫자로 입력해 주십시오.`,
        );
    },
  };
}

/** A day as `YYYY-MM-DD`. */
export function dateField(rule: { readonly label: string }): FieldReader<string> {
  return {
    secret: false,
    read: ([sent]) => {
      const text = typed(sent);
      return isDay(text)
        ? { ok: true, value: text }
        : wrong(`${withObject(rule.label)} 2026-11-20처럼 입력해 주십시오.`);
    },
  };
}

/** The same, but it may be left empty. */
export function optionalDateField(
  rule: { readonly label: string },
): FieldReader<string | undefined> {
  const { read } = dateField(rule);
  return {
    secret: false,
    read: (sent) => typed(sent[0]) === "" ? { ok: true, value: undefined } : read(sent),
  };
}

/** Whether the text names a day of the calendar, of this century or the one before. */
export function isDay(text: string | undefined): text is string {
  if (text === undefined || !/^(19|20)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function typed(sent: string | File | undefined): string {
  return typeof sent === "string" ? sent.trim() : "";
}

function wrong(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
