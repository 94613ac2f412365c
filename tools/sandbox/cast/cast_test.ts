import { deepEqual, equal, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import { createCast } from "./cast.ts";
import { createCastRoutes } from "./cast_routes.ts";
import { wonOf, yearSalesOf } from "./figures.ts";
import {
  birthDateOf,
  completeBusinessNumber,
  completeCorporateNumber,
  isBusinessNumber,
  isCorporateNumber,
  isResidentNumber,
} from "./numbers.ts";

function withCast(run: (cast: ReturnType<typeof createCast>, dataDirectory: string) => void): void {
  const dataDirectory = Deno.makeTempDirSync();
  try {
    run(createCast({ dataDirectory }), dataDirectory);
  } finally {
    Deno.removeSync(dataDirectory, { recursive: true });
  }
}

Deno.test("every number of the cast passes its own check, and no two are the same", () =>
  withCast((cast) => {
    const numbers = cast.list().map((member) => member.number);
    equal(new Set(numbers).size, numbers.length);
    for (const member of cast.list()) {
      if (member.kind === "person") ok(isResidentNumber(member.number), member.name);
      else {
        ok(isBusinessNumber(member.number), member.name);
        ok(isResidentNumber(member.representativeResidentNumber), member.representative);
      }
      if (member.kind === "corporation") ok(isCorporateNumber(member.corporateNumber), member.name);
    }
  }));

Deno.test("the cast has at least six companies, three proprietors, four people and a tax agent with known clients", () =>
  withCast((cast) => {
    const count = (kind: string) => cast.list().filter((member) => member.kind === kind).length;
    ok(count("corporation") >= 6 && count("proprietor") >= 3 && count("person") >= 4);
    for (const agent of cast.list()) {
      if (agent.kind !== "tax-agent") continue;
      ok(agent.clients.length > 0 && agent.clients.every((client) => cast.find(client)));
    }
  }));

Deno.test("isBusinessNumber() accepts an example worked out by hand and refuses any other last digit", () => {
  // By hand: 1+6+21+4+15+42+7+24+45 = 165, and 4 from 9×5: 169, so the last digit is 1.
  ok(isBusinessNumber("1234567891"));
  fc.assert(fc.property(fc.stringMatching(/^\d{9}$/), fc.nat(9), (stem, digit) => {
    equal(isBusinessNumber(stem + digit), completeBusinessNumber(stem) === stem + digit);
  }));
});

Deno.test("completeCorporateNumber() makes what isCorporateNumber() accepts", () => {
  fc.assert(fc.property(fc.stringMatching(/^\d{12}$/), (stem) => {
    ok(isCorporateNumber(completeCorporateNumber(stem)));
  }));
  throws(() => completeCorporateNumber("12"), RangeError);
});

Deno.test("isResidentNumber() looks at the date and the sex digit, never at the last digit", () => {
  for (const last of "0123456789") ok(isResidentNumber(`000229399000${last}`));
  equal(isResidentNumber("0102293990001"), false);
  equal(isResidentNumber("9913011990001"), false);
  equal(birthDateOf("0002293990001"), "20000229");
  equal(birthDateOf("9102151990016"), "19910215");
});

Deno.test("figures are the same for the same key and stay in their range", () => {
  fc.assert(fc.property(fc.string(), fc.nat(1_000_000), (key, width) => {
    const range = { from: 100, to: 100 + width };
    const won = wonOf(key, range);
    equal(won, wonOf(key, range));
    ok(won >= 100 - 9 && won <= 100 + width);
  }));
  ok(yearSalesOf("9908100018", 2024) > 0);
});

Deno.test("POST /sandbox/cast adds a member that survives a restart, and says which field is wrong", async () => {
  const dataDirectory = Deno.makeTempDirSync();
  const post = (body: unknown) =>
    createCastRoutes(createCast({ dataDirectory })).request("/sandbox/cast", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  try {
    const added = await post({
      kind: "corporation",
      number: "123-45-67891",
      name: "견본 주식회사",
    });
    equal(added.status, 201);
    equal(createCast({ dataDirectory }).find("1234567891")?.name, "견본 주식회사");
    const refused = await post({ kind: "corporation", number: "1234567890", name: "견본" });
    equal(refused.status, 422);
    deepEqual((await refused.json()).field, "number");
  } finally {
    Deno.removeSync(dataDirectory, { recursive: true });
  }
});
