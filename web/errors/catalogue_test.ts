import assert from "node:assert/strict";
import { ErrorCatalogueConflictError, registerErrors } from "./catalogue.ts";
import { commonErrors } from "./common.ts";
import type { ErrorEntry } from "./entry.ts";
import { BodyTooLargeError } from "./web_errors.ts";

class ShopClosedError extends Error {
  override name = "ShopClosedError";
  constructor(readonly opensAt: string) {
    super(`Cannot serve: opens at "${opensAt}" on host db-7.internal`);
  }
}

const shopClosed: ErrorEntry = {
  error: "ShopClosedError",
  status: 503,
  code: "SHOP-1",
  title: "문을 닫았습니다.",
  next: "나중에 다시 와 주십시오.",
  nextFor: (error) =>
    error instanceof ShopClosedError
      ? `${error.opensAt}에 다시 와 주십시오.`
      : "나중에 다시 와 주십시오.",
};

Deno.test("registerErrors() tells a known error in its area's words, with its fields", () => {
  const told = registerErrors(commonErrors, [shopClosed]).tell(new ShopClosedError("09:00"));
  assert.deepEqual(told, {
    status: 503,
    code: "SHOP-1",
    title: "문을 닫았습니다.",
    next: "09:00에 다시 와 주십시오.",
  });
});

Deno.test("registerErrors() says nothing of the cause of an unforeseen error", () => {
  const errors = registerErrors(commonErrors);
  for (const thrown of [new ShopClosedError("09:00"), new TypeError("secret"), "text", null]) {
    assert.equal(errors.knows(thrown), false);
    const told = errors.tell(thrown);
    assert.equal(told.status, 500);
    assert.doesNotMatch(JSON.stringify(told), /secret|internal|09:00|text/);
  }
});

Deno.test("registerErrors() refuses two entries for one class or one code", () => {
  assert.throws(() => registerErrors([shopClosed], [{ ...shopClosed, code: "SHOP-2" }]), {
    name: ErrorCatalogueConflictError.name,
  });
  assert.throws(() => registerErrors([shopClosed], [{ ...shopClosed, error: "OtherError" }]), {
    name: ErrorCatalogueConflictError.name,
  });
});

Deno.test("commonErrors say the size and the wait that the error carries", () => {
  const errors = registerErrors(commonErrors);
  assert.match(errors.tell(new BodyTooLargeError(12 * 1_048_576)).next, /12MB까지/);
  const limited = Object.assign(new Error("limited"), {
    name: "RateLimitedError",
    retryAfterSeconds: 90,
  });
  const told = errors.tell(limited);
  assert.equal(told.retryAfterSeconds, 90);
  assert.match(told.next, /2분 뒤/);
});
