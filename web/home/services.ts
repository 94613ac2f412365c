import type { DictionaryKey } from "../language/dictionary.ts";
import { paths } from "../paths.ts";

/** One service of the platform; without an address it is yet to come. */
export interface Service {
  readonly id: string;
  readonly title: DictionaryKey;
  readonly text: DictionaryKey;
  readonly open?: { readonly href: string; readonly label: DictionaryKey };
}

export const services: readonly Service[] = [
  {
    id: "submit",
    title: "home.service.submit",
    text: "home.service.submit.text",
    open: { href: paths.submit, label: "home.begin" },
  },
  {
    id: "certificates",
    title: "nav.certificates",
    text: "home.service.certificates.text",
    open: { href: paths.certificates, label: "home.open" },
  },
  {
    id: "debit",
    title: "nav.debit",
    text: "home.service.debit.text",
    open: { href: paths.debit, label: "home.open" },
  },
  { id: "vouchers", title: "nav.vouchers", text: "home.service.vouchers.text" },
  { id: "contracts", title: "nav.contracts", text: "home.service.contracts.text" },
  { id: "guarantees", title: "nav.guarantees", text: "home.service.guarantees.text" },
];
