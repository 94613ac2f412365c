import assert from "node:assert/strict";
import { sql } from "kysely";
import { deskWorld } from "./testing_desk.ts";

// PGlite has one connection, so no transaction is ever open beside a reader there.
const isOnPostgres = (Deno.env.get("DATABASE_URL") ?? "") !== "";

Deno.test({
  name: "pull() misses no document whose transaction began earlier and commits later",
  ignore: !isOnPostgres,
  async fn() {
    await using at = await deskWorld();
    const { kernel } = at.world;
    await at.submitted();
    const first = await at.desk.pull(at.institutionId, { limit: 10 });
    assert.equal(first.rows.length, 1);
    const slow = kernel.uuid();
    const written = Promise.withResolvers<void>();
    const mayCommit = Promise.withResolvers<void>();
    const slowly = kernel.transaction(async (tx) => {
      await sql`
        insert into submission.document (institution_id, id, submission_id, item_id,
          attempt_number, source, document_code, document_name, file_name, issued_at,
          retained_until)
        select institution_id, ${slow}::uuid, submission_id, item_id, 2, source, document_code,
          document_name, file_name, issued_at, retained_until
        from submission.document`.execute(tx);
      await sql`
        insert into submission.delivery (institution_id, id, document_id, item_id, submission_id,
          channel, state, created_at)
        select institution_id, gen_random_uuid(), ${slow}::uuid, item_id, submission_id, channel,
          state, created_at
        from submission.delivery limit 1`.execute(tx);
      written.resolve();
      await mayCommit.promise;
    });
    await written.promise;
    const quick = await at.submitted();
    const between = await at.desk.pull(at.institutionId, { limit: 10, after: first.next! });
    mayCommit.resolve();
    await slowly;
    assert.deepEqual(between.rows, []);
    const after = await at.desk.pull(at.institutionId, { limit: 10, after: first.next! });
    assert.equal(after.rows.length, 2);
    assert.equal(after.rows[0]?.documentId, slow);
    assert.equal(after.rows[1]?.submissionId, quick);
  },
});
