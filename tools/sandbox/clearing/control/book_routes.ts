import { type Context, Hono } from "hono";
import { parseDay } from "../calendar/korean_day.ts";
import type { ClearingHouse } from "../clearing_house.ts";
import { upcomingResults } from "../exchange/due_work.ts";
import type { ExchangedFile } from "../exchange/exchanged_file.ts";
import { summariseBooks } from "./book_summary.ts";

/** What the banks took, and every file that went one way or the other, to be summed by others. */
export function createBookRoutes(clearing: ClearingHouse): Hono {
  const { house } = clearing;
  const app = new Hono();
  app.get("/books", async (c) => {
    await clearing.settle();
    const [institution, payerNumber] = [c.req.query("institution"), c.req.query("payer")];
    return c.json(summariseBooks(house.books, {
      ...readDays(c),
      ...(institution === undefined ? {} : { institution }),
      ...(payerNumber === undefined ? {} : { payerNumber }),
      hasEntries: c.req.query("entries") !== "false",
    }));
  });
  app.get("/files", async (c) => {
    await clearing.settle();
    const { from, to } = readDays(c);
    const files = house.store.list().filter((file) =>
      (from === undefined || file.day >= from) && (to === undefined || file.day <= to)
    );
    return c.json({ files: files.map(describe) });
  });
  app.get("/files/:name", async (c) => {
    await clearing.settle();
    const file = house.store.get(c.req.param("name"));
    if (file === undefined) return c.notFound();
    const bytes = Deno.openSync(house.store.pathOf(file.id)).readable;
    return c.body(bytes, 200, {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename="${file.id}"`,
    });
  });
  app.get("/due", async (c) => {
    await clearing.settle();
    const [next] = upcomingResults(house);
    return c.json(next === undefined ? null : { at: next.at.toISOString(), what: next.what });
  });
  return app;
}

function describe(file: ExchangedFile) {
  const { id, place, direction, kind, day, recordCount, totalWon, sizeBytes, at, status } = file;
  return {
    name: id,
    place,
    direction,
    kind,
    transactionDate: day,
    recordCount,
    errorCount: file.errorCount,
    totalWon,
    sizeBytes,
    at,
    status,
    ...(file.direction === "result" ? { availableAt: file.availableAt } : {}),
  };
}

function readDays(c: Context) {
  const [from, to] = [parseDay(c.req.query("from")), parseDay(c.req.query("to"))];
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
