import { isDigits } from "../layout/fields.ts";

/** What debit and registration records have alike. */
export interface CommonFields {
  readonly kind: string;
  readonly sequence: string;
  readonly institution: string;
  readonly bank: string;
  readonly branch: string;
  readonly account: string;
  readonly holderNumber: string;
  readonly payerNumber: string;
}

export interface CommonContext {
  readonly recordNumber: number;
  readonly institution: string;
  readonly lineBank: string | undefined;
  isMember(bank: string): boolean;
}

/** The code for the first thing wrong with what every record has, or undefined. */
export function commonError(fields: CommonFields, context: CommonContext): string | undefined {
  const { recordNumber, institution, lineBank } = context;
  if (fields.kind !== "R" || fields.sequence !== String(recordNumber).padStart(8, "0")) {
    return "0081";
  }
  if (fields.institution !== institution) return "0051";
  if (fields.branch !== "0000" || fields.bank !== (lineBank ?? fields.bank)) return "0011";
  if (!context.isMember(fields.bank)) return "0096";
  const account = fields.account.trimEnd();
  if (!isDigits(account)) return "0098";
  if (/^0+$/.test(account)) return "0090";
  const holder = fields.holderNumber.trimEnd();
  if (holder.length === 13 && isDigits(holder)) return "0091";
  if (holder !== "" && !/^(\d{6}|\d{10})$/.test(holder)) return "0088";
  if (!/^[0-9A-Za-z]+ *$/.test(fields.payerNumber)) return "A018";
  return undefined;
}
