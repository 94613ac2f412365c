/**
 * A face of which a test needs a few functions. Calling any other one is an error, so that a page
 * cannot lean on something that the test did not foresee.
 */
export function partOf<Face extends object>(given: Partial<Face>): Face {
  return new Proxy(given as Face, {
    get(target, name) {
      if (name in target || typeof name === "symbol") return Reflect.get(target, name);
      return () => {
        throw new Error(`Cannot call "${name}": this test site does not have it`);
      };
    },
  });
}
