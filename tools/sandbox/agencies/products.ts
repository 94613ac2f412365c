import type { Product } from "./product.ts";
import { government } from "./products/government.ts";
import { hometaxLists } from "./products/hometax_lists.ts";
import { hometaxProofs } from "./products/hometax_proofs.ts";
import { hometaxReturns } from "./products/hometax_returns.ts";
import { insurance } from "./products/insurance.ts";
import { localTax } from "./products/local_tax.ts";

/** Every document that the sandbox's agencies issue, in the order of its panel. */
export const products: readonly Product[] = [
  ...hometaxProofs,
  ...hometaxReturns,
  ...hometaxLists,
  ...localTax,
  ...insurance,
  ...government,
];

/** Looks a product up by its path, or `undefined`. */
export function productAt(path: string): Product | undefined {
  return products.find((row) => row.path === path);
}

/** Looks a product up by its document code, or `undefined`. */
export function productOf(code: string): Product | undefined {
  return products.find((row) => row.code === code);
}
