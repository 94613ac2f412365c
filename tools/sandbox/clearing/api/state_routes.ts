import { type Context, Hono } from "hono";
import { fileStatus } from "../exchange/exchanged_file.ts";
import { isSentKind, type SentKind } from "../file_kind.ts";
import { answer, ApiRefusal } from "./answers.ts";
import type { ApiParts } from "./batch_routes.ts";
import { type FileState, stateOf } from "./file_state.ts";
import { readKind, readRange, readSlot } from "./parameters.ts";

const CHECK_WAIT_MS = 10_000;
const STATES_DAYS_MAX = 31;

/** What became of files: of one, of a month's, and what the centre refused. */
export function createStateRoutes(parts: ApiParts): Hono {
  const { clearing, accounts, institutionOf } = parts;
  const { house } = clearing;
  const isAwaited = accounts.isAwaited;
  const app = new Hono();
  app.get("/biz/batch/state", async (c) => {
    const slot = { place: institutionOf(c), ...readSlot(c, house) };
    if (c.req.query("wait_for_result") === "true" && isSentKind(slot.kind)) {
      await waitForCheck(parts, { ...slot, kind: slot.kind });
    }
    await clearing.settle();
    const state = stateOf(house, slot, isAwaited);
    if (state === undefined) throw new ApiRefusal("B0004");
    return answer(c, state);
  });
  app.get("/biz/batch/states", async (c) => {
    const content = await statesOf(c, parts);
    if (content.length === 0) throw new ApiRefusal("B0004");
    return answer(c, { content });
  });
  app.get("/biz/batch/error", (c) => {
    const { kind, day } = readSlot(c, house);
    const file = isSentKind(kind)
      ? house.store.sent({ place: institutionOf(c), kind, day })
      : undefined;
    if (file === undefined || file.status === fileStatus.arrived) throw new ApiRefusal("B0004");
    return answer(c, {
      validation_message: file.refusal !== undefined ? "R" : file.errorCount > 0 ? "N" : "Y",
      requested_count: file.recordCount,
      valid_count: file.recordCount - file.errorCount,
      error_count: file.errorCount,
      refusal: file.refusal ?? null,
      errors: house.store.errorsOf(file.id).map((error) => ({
        record_no: error.recordNumber,
        payer_no: error.payerNumber,
        error_code: error.code,
      })),
    });
  });
  return app;
}

async function waitForCheck(
  { clearing }: ApiParts,
  slot: Parameters<typeof clearing.house.store.sent>[0] & { readonly kind: SentKind },
): Promise<void> {
  const file = clearing.house.store.sent(slot);
  if (file === undefined) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise((resolve) => (timer = setTimeout(resolve, CHECK_WAIT_MS)));
  await Promise.race([clearing.checked(file.id), patience]);
  clearTimeout(timer);
}

async function statesOf(c: Context, parts: ApiParts): Promise<FileState[]> {
  const { clearing, accounts, institutionOf } = parts;
  const range = readRange(c, STATES_DAYS_MAX);
  const kind = readKind(c);
  await clearing.settle();
  const place = institutionOf(c);
  const slots = clearing.house.store.list()
    .filter((file) => file.place === place && file.day >= range.from && file.day <= range.to)
    .filter((file) => kind === undefined || file.kind === kind)
    .map(({ kind, day }) => ({ place, kind, day }));
  const once = new Map(slots.map((slot) => [`${slot.day} ${slot.kind}`, slot]));
  return [...once].sort(([left], [right]) => left < right ? -1 : 1)
    .map(([, slot]) => stateOf(clearing.house, slot, accounts.isAwaited))
    .filter((state) => state !== undefined);
}
