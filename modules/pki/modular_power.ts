/** base^exponent mod modulus, by squaring. Not in constant time: for public exponents and the sandbox. */
export function modularPower(
  { base, exponent, modulus }: { base: bigint; exponent: bigint; modulus: bigint },
): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = result * square % modulus;
    square = square * square % modulus;
  }
  return result;
}
