import assert from "node:assert/strict";
import { openRecordFile } from "./record_file.ts";

interface Note {
  readonly id: string;
  readonly text: string;
}

Deno.test("openRecordFile() keeps the last record of an id over a restart", () => {
  const path = Deno.makeTempFileSync();
  const first = openRecordFile<Note>(path);
  first.put({ id: "a", text: "하나" });
  first.put({ id: "b", text: "둘" });
  first.put({ id: "a", text: "셋" });
  assert.deepEqual(openRecordFile<Note>(path).list(), [
    { id: "a", text: "셋" },
    { id: "b", text: "둘" },
  ]);
});

Deno.test("openRecordFile() leaves out a line that was cut off and goes on after it", () => {
  const path = Deno.makeTempFileSync();
  Deno.writeTextFileSync(path, '{"id":"a","text":"하나"}\n{"id":"b","te');
  openRecordFile<Note>(path).put({ id: "c", text: "셋" });
  assert.deepEqual(openRecordFile<Note>(path).list().map((note) => note.id), ["a", "c"]);
});
