import { Refusal } from "./codes.ts";
import type { Product } from "./product.ts";
import { type RequestFields, textOf } from "./wire.ts";

const provinces = [
  "서울특별시",
  "부산광역시",
  "대구광역시",
  "인천광역시",
  "광주광역시",
  "대전광역시",
  "울산광역시",
  "세종특별자치시",
  "경기도",
  "강원특별자치도",
  "충청북도",
  "충청남도",
  "전북특별자치도",
  "전라북도",
  "전라남도",
  "경상북도",
  "경상남도",
  "제주특별자치도",
];

/**
 * Checks the request against the product: organization, inputs, place names, shapes of numbers.
 * @throws {Refusal} CF-00007, CF-12401, CF-13002.
 */
export function checkInputs(product: Product, fields: RequestFields): void {
  if (textOf(fields, "organization") !== product.organization) {
    throw new Refusal("badParameter", "organization");
  }
  for (const name of product.inputs) {
    if (textOf(fields, name) === "") throw new Refusal("inputMissing", name);
  }
  if (product.inputs.includes("addrSido") && !provinces.includes(textOf(fields, "addrSido"))) {
    throw new Refusal("wrongPlace", "addrSido");
  }
  if (product.inputs.includes("addrSiGunGu") && !/[시군구]$/.test(textOf(fields, "addrSiGunGu"))) {
    throw new Refusal("wrongPlace", "addrSiGunGu");
  }
  for (const [name, pattern] of Object.entries(shapes)) {
    if (product.inputs.includes(name) && !pattern.test(textOf(fields, name))) {
      throw new Refusal("badParameter", name);
    }
  }
}

const shapes: Readonly<Record<string, RegExp>> = {
  workplaceNo: /^\d{11}$/,
  managementNo: /^\d{11}$/,
  corporateNo: /^\d{13}$/,
  isIdentityViewYN: /^[01]$/,
  isAddrViewYn: /^[01]$/,
};
