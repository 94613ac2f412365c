import assert from "node:assert/strict";
import { isMobilePhone } from "@maru/kernel";
import fc from "fast-check";
import { isMobile } from "../settings/fields/contacts.ts";
import { cleanNumber, cleanText } from "./clean.ts";
import { createRowRules, DISCOUNT_RATE_MAX, discountOf, type FieldProblem } from "./rules.ts";
import { CUSTOMER, INSTRUCTION } from "./testing/customer_world.ts";

const RULES = createRowRules({
  contract: { dueDays: [5, 25, 31], debitLimitWon: 1_000_000n },
  itemCodes: ["tuition", "lunch"],
  banks: [
    { code: "088", accountPattern: "^\\d{11,14}$" },
    { code: "035", accountPattern: "^(\\d{10}|\\d{12})$" },
  ],
  industryCodes: ["85501"],
});
const CLEAN = {
  ...CUSTOMER,
  number: "C-1",
  phone: cleanNumber(CUSTOMER.phone),
  mobile: cleanNumber(CUSTOMER.mobile),
};
const ACCOUNT = { ...INSTRUCTION, account: cleanNumber(INSTRUCTION.account) };

Deno.test("a good row has no problem and adds nothing", () => {
  const problems: FieldProblem[] = [];
  RULES.customer(CLEAN, problems);
  RULES.terms(INSTRUCTION, problems);
  RULES.account(ACCOUNT, problems);
  assert.deepEqual(problems, []);
});

Deno.test("a discount is the rate's share, rounded down, and never more than the amount", () => {
  fc.assert(fc.property(
    fc.bigInt({ min: 1n, max: 1_000_000_000_000_000n }),
    fc.integer({ min: 0, max: DISCOUNT_RATE_MAX }),
    (monthlyWon, rate) => {
      const discountWon = discountOf(monthlyWon, rate);
      assert.ok(discountWon >= 0n && discountWon <= monthlyWon);
      const exact = monthlyWon * BigInt(rate);
      assert.ok(discountWon * 10_000n <= exact && exact < (discountWon + 1n) * 10_000n);
      assert.equal(discountOf(monthlyWon, DISCOUNT_RATE_MAX), monthlyWon);
      assert.equal(discountOf(monthlyWon, 0), 0n);
    },
  ));
});

Deno.test("whatever is typed, the rules answer with known fields and words and do not throw", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 400 });
  const date = fc.oneof(text, fc.constantFrom("2026-02-28", "2026-02-01", "", "2026-13-01"));
  const amount = fc.bigInt({ min: -5n, max: 2_000_000n });
  fc.assert(fc.property(
    fc.record({
      ...Object.fromEntries(Object.keys(CLEAN).map((name) => [name, text])),
      joinedOn: date,
    }),
    fc.record({
      itemCode: text,
      limitWon: amount,
      monthlyWon: amount,
      discountRate: fc.oneof(fc.integer({ min: -1, max: 10_001 }), fc.double()),
      discountWon: fc.option(amount, { nil: undefined }),
      firstMonth: date,
      lastMonth: fc.option(date, { nil: undefined }),
      dueDay: fc.integer({ min: -1, max: 40 }),
      bankCode: fc.oneof(text, fc.constant("088")),
      account: text,
      holder: text,
      holderIdentity: text,
      manager: text,
    }),
    (customer, instruction) => {
      const problems: FieldProblem[] = [];
      RULES.customer(customer as unknown as typeof CLEAN, problems);
      RULES.terms(instruction, problems);
      RULES.account(instruction, problems);
      for (const { field } of problems) {
        assert.ok(field in customer || field in instruction, field);
      }
    },
  ));
});

const MONTHS = ["2026-01-01", "2026-12-01", "2028-02-01"];
const NO_MONTHS = ["2026-01-02", "2026-1-01", "2026-00-01", "20260101", "", "2026-13-01"];

Deno.test("months are first days that exist", () => {
  for (const firstMonth of MONTHS) assert.deepEqual(termProblems({ firstMonth }), []);
  for (const firstMonth of NO_MONTHS) {
    const [problem] = termProblems({ firstMonth });
    assert.deepEqual(problem, `firstMonth ${firstMonth === "" ? "missing" : "notAMonth"}`);
  }
});

Deno.test("an exempt payer (100 %) is allowed", () => {
  assert.deepEqual(termProblems({ discountRate: 10_000 }), []);
});

Deno.test("birth dates exist, leap days in the years that can have them", () => {
  const problemOf = (holderIdentity: string) => accountProblems({ holderIdentity });
  for (const good of ["000229", "960229", "991231", "1208700004"]) {
    assert.deepEqual(problemOf(good), [], good);
  }
  for (const wrong of ["010229", "990431", "991301", "99123", "12087000041"]) {
    assert.deepEqual(problemOf(wrong), ["holderIdentity identityFormat"], wrong);
  }
  assert.deepEqual(problemOf("1208700003"), ["holderIdentity businessNumber"]);
  assert.deepEqual(problemOf("9001011234567"), ["holderIdentity residentNumber"]);
});

Deno.test("accounts have one of the lengths that their bank gives", () => {
  const lengths = (bankCode: string) =>
    Array.from({ length: 18 }, (_, length) => length).filter((length) =>
      accountProblems({ bankCode, account: "1".repeat(length) }).length === 0
    );
  assert.deepEqual(lengths("088"), [11, 12, 13, 14]);
  assert.deepEqual(lengths("035"), [10, 12]);
});

Deno.test("a customer number that is a resident number is refused as one", () => {
  const problems: FieldProblem[] = [];
  RULES.customer({ ...CLEAN, number: "900101-1234567" }, problems);
  assert.deepEqual(problems, [{ field: "number", reason: "residentNumber" }]);
});

Deno.test("a cleaned text is trimmed and composed, whatever it was", () => {
  const letters = fc.constantFrom(
    ..." \t\u00a0\u0085\ufeff\u3000\u2028\u00ad\u200baé가".normalize("NFD"),
    "é",
    "각",
    "\u0301",
  );
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 6 }), (units) => {
      const text = units.join("");
      const seen = text.replaceAll(/[\ufeff\u00ad\u200b]/g, "");
      assert.equal(cleanText(text), seen.trim().normalize("NFC"));
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("a name has no character that turns its neighbours around or that nobody sees", () => {
  for (
    const unseen of ["\u202e", "\u2066", "\u200f", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u3164"]
  ) {
    assert.equal(cleanText(`${unseen} 김${unseen}하늘 ${unseen}`), "김하늘");
    assert.equal(cleanText(`kim${unseen}`), "kim");
    assert.equal(cleanText(unseen), "");
  }
  assert.equal(cleanText("朴 é 가"), "朴 é 가");
});

Deno.test("letters in parts, as a Mac writes file names, are composed before the rules see them", () => {
  const apart = "김하늘".normalize("NFD");
  assert.notEqual(apart, "김하늘");
  assert.equal(cleanText(` ${apart} `), "김하늘");
  assert.deepEqual(accountProblems({ holder: cleanText(apart) }), []);
  assert.deepEqual(accountProblems({ holder: apart }), ["holder characters"]);
});

Deno.test("mobile numbers are those that the kernel knows, written as digits", () => {
  const digits = fc.array(fc.constantFrom(..."0123456789"), { maxLength: 9 })
    .map((rest) => `01${rest.join("")}`);
  fc.assert(
    fc.property(digits, (mobile) => {
      assert.equal(isMobile(mobile), isMobilePhone(mobile));
    }),
    { numRuns: 2_000 },
  );
});

const MAILS = ["a@b.kr", "first.last+tag@mail.example.com", "x_y@sub-domain.co.kr"];
const NO_MAILS = [
  "a@b",
  "@b.kr",
  "a@.kr",
  "a..b@c.kr",
  "a b@c.kr",
  "a@b@c.kr",
  "a@b.k",
  "가@b.kr",
  "a.@b.kr",
];

Deno.test("mail addresses have a name, one @ and a domain", () => {
  const problemsOf = (email: string) => {
    const problems: FieldProblem[] = [];
    RULES.customer({ ...CLEAN, email }, problems);
    return problems.map(({ reason }) => reason);
  };
  for (const email of MAILS) assert.deepEqual(problemsOf(email), [], email);
  for (const email of NO_MAILS) assert.deepEqual(problemsOf(email), ["emailFormat"], email);
});

function termProblems(input: Partial<typeof INSTRUCTION>): string[] {
  const problems: FieldProblem[] = [];
  RULES.terms({ ...INSTRUCTION, ...input }, problems);
  return problems.map(({ field, reason }) => `${field} ${reason}`);
}

function accountProblems(input: Partial<typeof ACCOUNT>): string[] {
  const problems: FieldProblem[] = [];
  RULES.account({ ...ACCOUNT, ...input }, problems);
  return problems.map(({ field, reason }) => `${field} ${reason}`);
}
