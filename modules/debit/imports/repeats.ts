import { hashOf, hashOfAll, HashTable } from "./hash_table.ts";
import type { ImportedRow } from "./read_row.ts";

/**
 * Finds rows of one file that bring the same customer. Another item of a customer is fine where all
 * of the customer's fields are the same; anything else is a duplicate.
 */
export interface Repeats {
  /** To be called for each row in order, bad ones too. */
  look(row: ImportedRow, isGood: boolean): "first" | "another" | "duplicate";
}

/** Items of one file have numbers from 1 below this. */
const ITEM_COUNT_MAX = 0x100000;
const FIELDS_HASH_MAX = 0x100000000;

/** A million customers take 32 MB: hashes of 53 bits stand for the texts. */
export function createRepeats(): Repeats {
  /** By number: hash of the fields and item of the first row; below zero until a good row came. */
  const customers = new HashTable();
  /** Number and item of further rows. */
  const further = new HashTable();
  const items = new Map<string, number>();

  function itemNumber(code: string): number {
    const known = items.get(code) ?? Math.min(items.size + 1, ITEM_COUNT_MAX - 1);
    if (known === items.size + 1) items.set(code, known);
    return known;
  }

  return {
    look({ customer, terms }, isGood) {
      if (customer.number === "") return "first";
      const key = hashOf(customer.number);
      const fields = hashOfAll(fieldsOf(customer)) % FIELDS_HASH_MAX;
      const item = itemNumber(terms.itemCode);
      const first = fields * ITEM_COUNT_MAX + item;
      const known = customers.add(key, isGood ? first : -first);
      if (known === undefined) return "first";
      const knownFirst = Math.abs(known);
      const isNewItem = knownFirst % ITEM_COUNT_MAX !== item &&
        further.add(hashOfAll([customer.number, terms.itemCode]), 1) === undefined;
      const isAlike = Math.floor(knownFirst / ITEM_COUNT_MAX) === fields;
      if (!isNewItem || !isAlike) return "duplicate";
      if (known > 0) return "another";
      if (isGood) customers.set(key, knownFirst);
      return "first";
    },
  };
}

function fieldsOf(customer: ImportedRow["customer"]): string[] {
  const { identity = "", joinedOn = "" } = customer;
  return [
    customer.name,
    customer.kind,
    customer.grade,
    identity,
    customer.representative,
    customer.phone,
    customer.mobile,
    customer.email,
    customer.industryCode,
    joinedOn,
    customer.region,
    customer.postcode,
    customer.address,
    customer.addressDetail,
  ];
}
