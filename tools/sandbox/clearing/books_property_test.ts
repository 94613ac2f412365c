import { equal } from "node:assert/strict";
import fc from "fast-check";
import { DEMANDING_BANKS } from "./banks/bank_list.ts";
import { debitFile, type MadeDebit, recordsOf } from "./testing/made_files.ts";
import { inHouse, nameOf } from "./testing/test_house.ts";

const DAY = "2026-11-25";

/** Debits of all sorts: such as go well, such as banks refuse, and such as the centre refuses. */
const anyDebit: fc.Arbitrary<MadeDebit> = fc.record({
  payerNumber: fc.integer({ min: 1, max: 40 }).map((number) => `P${number}`),
  amountWon: fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 60_000_000 })),
  bank: fc.constantFrom("020", "088", "004", "005"),
  account: fc.constantFrom("110123456789", "110277990021", "110277990031", "11027797302x"),
  debitForm: fc.constantFrom("1", "0", "6", "9"),
});

Deno.test("books, failures and the centre's errors together are what was asked for, to the won", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyDebit, { minLength: 1, maxLength: 60 }), async (debits) => {
      await inHouse("2026-11-24 15:00", async (house) => {
        const { clearingHouse } = house.clearing;
        const { store, books } = clearingHouse.house;
        const draft = store.draftPath();
        Deno.writeFileSync(draft, debitFile("EB21", DAY, debits));
        const slot = { place: "9912345678", kind: "EB21" as const, day: DAY };
        const { id } = clearingHouse.take(slot, draft);
        await clearingHouse.checked(id);
        house.moveTo("2026-11-26 03:00");
        await clearingHouse.settle();

        const refused = new Set(store.errorsOf(id).map((error) => error.recordNumber));
        const failed = recordsOf(
          Deno.readFileSync(store.pathOf(`9912345678.${nameOf("EB22", DAY)}`)),
          150,
        ).map((text) => Number(text.slice(1, 9)));
        const taken = [...books.entries({})];
        const sequences = [...refused, ...failed, ...taken.map((debit) => debit.sequence)];
        equal(sequences.length, debits.length);
        equal(new Set(sequences).size, debits.length);
        for (const { sequence, amountWon, bank } of taken) {
          const asked = debits[sequence - 1];
          equal(amountWon, asked?.amountWon);
          equal(asked?.account, "110123456789");
          equal(DEMANDING_BANKS.includes(bank), false);
        }
        Deno.removeSync(house.folder, { recursive: true });
      });
    }),
    { numRuns: 30 },
  );
});
