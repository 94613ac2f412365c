/** A substitution box that is an affine map of a power in GF(2^8), as SEED, ARIA and AES define theirs. */
export interface AffineBox {
  /** The exponent that each byte is raised to. */
  readonly power: number;
  /** The field's polynomial, bit 8 included. */
  readonly polynomial: number;
  /** Columns of the matrix, lowest input bit first. */
  readonly columns: readonly number[];
  readonly constant: number;
}

/** The 256 values of a box. Computing them takes less space than listing them. */
export function substitutionBox(box: AffineBox): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, input) => {
    let raised = 1;
    for (let step = 0; step < box.power; step++) {
      raised = multiply(raised, input, box.polynomial);
    }
    return box.columns.reduce(
      (sum, column, bit) => (raised >> bit) & 1 ? sum ^ column : sum,
      box.constant,
    );
  });
}

/** The box that undoes another. */
export function inverseBox(box: Uint8Array): Uint8Array {
  const inverse = new Uint8Array(256);
  box.forEach((output, input) => inverse[output] = input);
  return inverse;
}

/** Multiplies in GF(2^8). */
export function multiply(one: number, other: number, polynomial: number): number {
  let product = 0;
  for (let rest = other; rest > 0; rest >>= 1) {
    if (rest & 1) product ^= one;
    one <<= 1;
    if (one & 0x100) one ^= polynomial;
  }
  return product;
}

/** S-box of AES (FIPS 197 §5.1.1), which ARIA uses too. */
export const AES_BOX: AffineBox = {
  power: 254,
  polynomial: 0x11b,
  columns: [0x1f, 0x3e, 0x7c, 0xf8, 0xf1, 0xe3, 0xc7, 0x8f],
  constant: 0x63,
};
