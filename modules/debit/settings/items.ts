import { cleanText } from "./fields/clean_text.ts";
import { isId } from "./lists/ids.ts";
import { ItemInputError, ItemRequestNotFoundError } from "./errors.ts";
import { FieldChecks } from "./field_checks.ts";
import type { MerchantDesk, MerchantParts } from "./merchant_desk.ts";
import { settingsTables } from "./tables.ts";

const CODE = /^[a-z][a-zA-Z0-9]{1,29}$/;
const NAME_LENGTH_MAX = 30;
const REASON_LENGTH_MAX = 500;
const REQUESTS_MAX = 500;

/** The operator's list of items, and requests for more (항목등록 요청). */
export function createItems({ kernel }: Pick<MerchantParts, "kernel">): Pick<
  MerchantDesk,
  "items" | "saveItem" | "requestItem" | "itemRequests" | "answerItemRequest"
> {
  const { db } = kernel.database;
  return {
    async items() {
      const rows = await settingsTables(db).selectFrom("item").selectAll().orderBy("name")
        .execute();
      return rows.map((row) => ({ code: row.code, name: row.name, isActive: row.is_active }));
    },
    async saveItem({ code, name: typed, isActive, actor }) {
      const name = cleanText(typed);
      const checks = new FieldChecks<"code" | "name">();
      if (!CODE.test(code)) checks.refuse("code", "format");
      checks.text("name", name, { max: NAME_LENGTH_MAX, required: true });
      const taken = await settingsTables(db).selectFrom("item").select("code")
        .where("name", "=", name).where("code", "<>", code).executeTakeFirst();
      if (taken !== undefined) checks.refuse("name", "taken");
      if (checks.problems.length > 0) throw new ItemInputError(checks.problems);
      await kernel.transaction(async (tx) => {
        await settingsTables(tx).insertInto("item").values({ code, name, is_active: isActive })
          .onConflict((conflict) =>
            conflict.column("code").doUpdateSet({ name, is_active: isActive })
          )
          .execute();
        await kernel.accessLog.record(tx, {
          actor,
          action: "debit.item.save",
          subject: `item:${code}`,
        });
      });
    },
    async requestItem(merchantId, { name: typedName, reason: typedReason, actor }) {
      const [name, reason] = [cleanText(typedName), cleanText(typedReason)];
      const checks = new FieldChecks<"name" | "reason">();
      checks.text("name", name, { max: NAME_LENGTH_MAX, required: true });
      if (reason.length > REASON_LENGTH_MAX) checks.refuse("reason", "tooLong");
      if (checks.problems.length > 0) throw new ItemInputError(checks.problems);
      const id = kernel.uuid();
      await kernel.transaction((tx) =>
        settingsTables(tx).insertInto("item_request").values({
          merchant_id: merchantId,
          id,
          name,
          reason,
          requested_at: kernel.clock.now(),
          requested_by: actor,
        }).execute()
      );
      return { id };
    },
    async itemRequests({ merchantId }) {
      const rows = await settingsTables(db).selectFrom("item_request as r")
        .innerJoin("merchant as m", "m.id", "r.merchant_id")
        .selectAll("r").select("m.name as merchant_name")
        .$if(merchantId !== undefined, (query) => query.where("r.merchant_id", "=", merchantId!))
        .orderBy("r.requested_at", "desc").orderBy("r.id", "desc").limit(REQUESTS_MAX).execute();
      return rows.map((row) => ({
        id: row.id,
        merchantId: row.merchant_id,
        merchantName: row.merchant_name,
        name: row.name,
        reason: row.reason,
        state: row.state,
        requestedAt: row.requested_at,
        ...(row.answer === null ? {} : { answer: row.answer }),
      }));
    },
    async answerItemRequest({ id, accepts, answer: typed, actor }) {
      const answer = cleanText(typed);
      if (answer.length > REASON_LENGTH_MAX) {
        throw new ItemInputError([{ field: "answer", reason: "tooLong" }]);
      }
      const { numUpdatedRows } = isId(id)
        ? await settingsTables(db).updateTable("item_request")
          .set({
            state: accepts ? "accepted" : "refused",
            answer,
            answered_at: kernel.clock.now(),
            answered_by: actor,
          })
          .where("id", "=", id).where("state", "=", "open").executeTakeFirst()
        : { numUpdatedRows: 0n };
      if (numUpdatedRows === 0n) throw new ItemRequestNotFoundError(id);
    },
  };
}
