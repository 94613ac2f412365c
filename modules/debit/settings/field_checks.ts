import { isBusinessNumber } from "@maru/kernel";
import { hasControlCharacter } from "./fields/characters.ts";
import { isDate } from "./fields/months.ts";
import type { FieldRefusal, SettingProblem } from "./errors.ts";

/** Collects what is wrong with the fields of a form. */
export class FieldChecks<Field extends string> {
  readonly problems: FieldRefusal<Field>[] = [];

  refuse(field: Field, reason: SettingProblem): void {
    this.problems.push({ field, reason });
  }

  text(field: Field, value: string, { max, required = false }: TextLimits): void {
    if (value === "" && required) this.refuse(field, "missing");
    else if (value.length > max) this.refuse(field, "tooLong");
    else if (hasControlCharacter(value)) this.refuse(field, "characters");
  }

  integer(field: Field, value: number, { min, max }: { min: number; max: number }): void {
    if (!Number.isInteger(value) || value < min || value > max) this.refuse(field, "outOfRange");
  }

  amountWon(field: Field, value: bigint, { min, max }: { min: bigint; max: bigint }): void {
    if (value < min || value > max) this.refuse(field, "outOfRange");
  }

  date(field: Field, value: string): boolean {
    const isRight = isDate(value);
    if (!isRight) this.refuse(field, value === "" ? "missing" : "format");
    return isRight;
  }

  businessNumber(field: Field, value: string): void {
    if (!isBusinessNumber(value)) this.refuse(field, value === "" ? "missing" : "format");
  }
}

interface TextLimits {
  readonly max: number;
  readonly required?: boolean;
}
