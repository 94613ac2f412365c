import assert from "node:assert/strict";
import type { History, ItemFact, LoginFact, ReceivedFact } from "./history.ts";
import { findViolations } from "./invariants.ts";

const RECEIVED: ReceivedFact = {
  deliveryId: "delivery-1",
  documentId: "document-1",
  bodySha256: "body-1",
  pdfSha256: "pdf-1",
  toldSha256: "pdf-1",
  isKept: true,
  isSignatureValid: true,
};
const ITEM: ItemFact = {
  id: "item-1",
  state: "delivered",
  failureClass: null,
  failureText: null,
  documentId: "document-1",
  attemptNumber: 1,
};
const LOGINS: readonly LoginFact[] = [
  { kind: "start", login: "login-1", agency: "hometax", account: "a" },
  { kind: "end", login: "login-1", reason: "done" },
];

/** One item, issued, delivered at the second try, and told. */
const GOOD: History = {
  submissions: [{ id: "s", state: "finished", round: 1 }],
  items: [ITEM],
  documents: [{ id: "document-1", itemId: "item-1", attemptNumber: 1, sha256: "pdf-1" }],
  deliveries: [{ id: "delivery-1", documentId: "document-1", state: "delivered" }],
  received: [RECEIVED, RECEIVED],
  logins: LOGINS,
  issuedSha256: new Set(["pdf-1"]),
  messages: [
    { id: "m1", key: "submission:s:1:started", state: "delivered" },
    { id: "m2", key: "submission:s:1:finished", state: "delivered" },
  ],
  arrivals: [{ messageId: "m1" }, { messageId: "m2" }],
};

function rulesBrokenBy(change: Partial<History>): string[] {
  return [...new Set(findViolations({ ...GOOD, ...change }).map(({ rule }) => rule))];
}

Deno.test("findViolations() finds nothing in a history that is right", () => {
  assert.deepEqual(findViolations(GOOD), []);
});

Deno.test("findViolations() finds an item that did not end in a document", () => {
  const failed = { ...ITEM, state: "failed", failureClass: "transient", failureText: "…" };
  assert.ok(
    rulesBrokenBy({ items: [failed] })
      .includes("every item whose faults passed ends in a document"),
  );
  const mute = { ...failed, failureClass: null };
  assert.ok(rulesBrokenBy({ items: [mute] }).includes("what is not issued says why"));
});

Deno.test("findViolations() finds a document that never arrived", () => {
  const rule = "no document is lost";
  assert.deepEqual(rulesBrokenBy({ received: [] }), [rule]);
  assert.deepEqual(rulesBrokenBy({ received: [{ ...RECEIVED, isKept: false }] }), [rule]);
  assert.ok(rulesBrokenBy({ documents: [] }).includes(rule));
  const pending = [{ id: "delivery-1", documentId: "document-1", state: "pending" }];
  assert.deepEqual(rulesBrokenBy({ deliveries: pending }), [rule]);
});

Deno.test("findViolations() finds what was delivered twice in effect", () => {
  const rule = "no document is delivered twice in effect";
  const otherDelivery = { ...RECEIVED, deliveryId: "delivery-2" };
  assert.ok(rulesBrokenBy({ received: [RECEIVED, otherDelivery] }).includes(rule));
  const otherBody = { ...RECEIVED, bodySha256: "body-2" };
  assert.deepEqual(rulesBrokenBy({ received: [RECEIVED, otherBody] }), [rule]);
  const again = { ...RECEIVED, documentId: "document-2", deliveryId: "delivery-2" };
  const sameAttempt = { id: "document-2", itemId: "item-1", attemptNumber: 1, sha256: "pdf-1" };
  const two = { documents: [...GOOD.documents, sameAttempt], received: [RECEIVED, again] };
  assert.ok(rulesBrokenBy(two).includes(rule));
  const nextAttempt = { ...sameAttempt, attemptNumber: 2 };
  const reissued = { ...two, documents: [...GOOD.documents, nextAttempt] };
  assert.ok(!rulesBrokenBy(reissued).includes(rule), "a re-issue is another document");
});

Deno.test("findViolations() finds a document that was changed on its way", () => {
  const rule = "what is delivered is what was issued";
  assert.deepEqual(rulesBrokenBy({ received: [{ ...RECEIVED, toldSha256: "x" }] }), [rule]);
  const other = { ...RECEIVED, pdfSha256: "x", toldSha256: "x" };
  assert.deepEqual(rulesBrokenBy({ received: [other] }), [rule]);
  assert.deepEqual(rulesBrokenBy({ issuedSha256: new Set() }), [rule]);
  const forged = { ...RECEIVED, isSignatureValid: false };
  assert.deepEqual(rulesBrokenBy({ received: [forged] }), [rule]);
});

Deno.test("findViolations() finds what only the receiver knows of", () => {
  const rule = "the receiver holds nothing that we do not know of";
  const ghost = { ...RECEIVED, deliveryId: "delivery-9", documentId: "document-9" };
  assert.deepEqual(rulesBrokenBy({ received: [RECEIVED, ghost] }), [rule]);
});

Deno.test("findViolations() finds two live logins of one certificate at one agency", () => {
  const rule = "never two live logins of one certificate at one agency";
  const second: LoginFact = { kind: "start", login: "login-2", agency: "hometax", account: "a" };
  assert.deepEqual(rulesBrokenBy({ logins: [LOGINS[0]!, second] }), [rule]);
  const ended: LoginFact = { kind: "end", login: "login-1", reason: "duplicate-login" };
  assert.deepEqual(rulesBrokenBy({ logins: [LOGINS[0]!, ended, second] }), [rule]);
  const elsewhere: LoginFact = { ...second, agency: "wetax" };
  assert.deepEqual(rulesBrokenBy({ logins: [LOGINS[0]!, elsewhere] }), []);
  assert.deepEqual(rulesBrokenBy({ logins: [...LOGINS, second] }), []);
});

Deno.test("findViolations() finds a message that came twice, or never", () => {
  const rule = "one message per key in effect";
  const twice = [...GOOD.arrivals, { messageId: "m2" }];
  assert.deepEqual(rulesBrokenBy({ arrivals: twice }), [rule]);
  assert.deepEqual(rulesBrokenBy({ arrivals: [{ messageId: "m1" }] }), [rule]);
  assert.deepEqual(rulesBrokenBy({ arrivals: [...GOOD.arrivals, { messageId: "m9" }] }), [rule]);
});

Deno.test("findViolations() finds a submission that ended without a word", () => {
  const rule = "every submission ends and says so";
  const running = [{ id: "s", state: "running", round: 1 }];
  assert.deepEqual(rulesBrokenBy({ submissions: running }), [rule]);
  const again = [{ id: "s", state: "finished", round: 2 }];
  assert.deepEqual(rulesBrokenBy({ submissions: again }), [rule]);
});
