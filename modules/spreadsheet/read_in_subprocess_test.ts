import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { Buffer } from "node:buffer";
import { SheetParserBusyError, SheetParserError, SheetRefusedError } from "./errors.ts";
import { createParserGate } from "./parser/parser_gate.ts";
import {
  type ReadSheetInput,
  readSheetInSubprocess,
  type SheetReading,
} from "./read_in_subprocess.ts";
import type { SheetRow } from "./sheet.ts";
import { workbookOf } from "./testing_workbook.ts";

const SCRIPT = new URL("../../bin/parse", import.meta.url).pathname;
const MANY_ROWS = "번호,이름\n" + "1,김민준\n".repeat(100_000);

/** A file that is there while it is used. */
async function withFile(
  content: Uint8Array | string,
  use: (path: string) => Promise<void>,
): Promise<void> {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeFile(path, Buffer.from(content));
    await use(path);
  } finally {
    await Deno.remove(path);
  }
}

async function rowsOf(reading: SheetReading): Promise<SheetRow[]> {
  return (await Array.fromAsync(reading)).flat();
}

/** The reasons come out of opening or out of iterating. */
async function readAll(input: ReadSheetInput): Promise<SheetRow[]> {
  return await rowsOf(await readSheetInSubprocess(input));
}

const isRefused = (reason: string) => (error: unknown) =>
  error instanceof SheetRefusedError && error.reason === reason;

Deno.test("readSheetInSubprocess() reads a workbook with its problems and row numbers", () =>
  withFile(
    workbookOf({
      rows:
        '<row r="2"><c t="e"><v>#REF!</v></c><c><v>1</v></c></row><row r="9"><c><v>2</v></c></row>',
    }),
    async (path) => {
      const reading = await readSheetInSubprocess({ path });
      deepEqual(reading.meta, { format: "xlsx", sheetName: "고객" });
      deepEqual(await rowsOf(reading), [
        { rowNumber: 2, cells: ["#REF!", "1"], problems: new Map([[0, "errorValue"]]) },
        { rowNumber: 9, cells: ["2"] },
      ]);
    },
  ));

Deno.test("readSheetInSubprocess() reads CSV in batches, whole and in order", () =>
  withFile(MANY_ROWS, async (path) => {
    const reading = await readSheetInSubprocess({ path, format: "csv", encoding: "utf-8" });
    deepEqual(reading.meta, { format: "csv", encoding: "utf-8", separator: "," });
    let rowNumber = 0;
    for await (const rows of reading) {
      equal(rows.length <= 1_000, true);
      for (const row of rows) equal(row.rowNumber, ++rowNumber);
    }
    equal(rowNumber, 100_001);
  }));

Deno.test("readSheetInSubprocess() takes a stream and leaves no file of it", async () => {
  const directory = await Deno.makeTempDir();
  const open = (text: string) =>
    readSheetInSubprocess({
      stream: ReadableStream.from([new TextEncoder().encode(text)]),
      directory,
    });
  const reading = await open("a,b\n");
  equal([...Deno.readDirSync(directory)].length, 1);
  deepEqual(await rowsOf(reading), [{ rowNumber: 1, cells: ["a", "b"] }]);
  await rejects(open("%PDF-1.7"), isRefused("notASpreadsheet"));
  deepEqual([...Deno.readDirSync(directory)], []);
  await Deno.remove(directory);
});

Deno.test("readSheetInSubprocess() tells a refusal with its row, at once or behind good rows", async () => {
  await withFile("%PDF-1.7", async (path) => {
    await rejects(readSheetInSubprocess({ path }), isRefused("notASpreadsheet"));
  });
  await withFile(MANY_ROWS + '1,"a"b\n', async (path) => {
    const reading = await readSheetInSubprocess({ path });
    await rejects(
      rowsOf(reading),
      (error) =>
        isRefused("brokenQuote")(error) && (error as SheetRefusedError).rowNumber === 100_002,
    );
  });
  await withFile(MANY_ROWS, async (path) => {
    await rejects(readAll({ path, limits: { rowCountMax: 50_000 } }), isRefused("tooManyRows"));
    await rejects(readAll({ path, limits: { byteCountMax: 1_000 } }), isRefused("tooLarge"));
    await rejects(readAll({ path, format: "xlsx" }), isRefused("notASpreadsheet"));
  });
});

Deno.test("readSheetInSubprocess() ends the parser when its reader leaves, and makes room", () =>
  withFile(MANY_ROWS, async (path) => {
    const gate = createParserGate({ runningCountMax: 1, waitingCountMax: 1 });
    for await (const rows of await readSheetInSubprocess({ path }, { gate })) {
      equal(rows.length, 1_000);
      break;
    }
    {
      await using _unread = await readSheetInSubprocess({ path }, { gate });
      const waiting = readSheetInSubprocess({ path }, { gate });
      await rejects(readSheetInSubprocess({ path }, { gate }), SheetParserBusyError);
      waiting.then((reading) => reading[Symbol.asyncDispose]());
      await _unread[Symbol.asyncDispose]();
      await waiting;
    }
    (await gate.enter())();
    deepEqual(childrenOf(path), []);
  }));

Deno.test("readSheetInSubprocess() reads one file of an owner at a time", () =>
  withFile(MANY_ROWS, async (path) => {
    const gate = createParserGate({ runningCountMax: 2, waitingCountMax: 5 });
    const first = await readSheetInSubprocess({ path }, { gate, owner: "a" });
    let hasBegun = false;
    const second = readSheetInSubprocess({ path }, { gate, owner: "a" })
      .then((reading) => (hasBegun = true, reading));
    await (await readSheetInSubprocess({ path }, { gate, owner: "b" }))[Symbol.asyncDispose]();
    equal(hasBegun, false);
    await first[Symbol.asyncDispose]();
    await (await second)[Symbol.asyncDispose]();
  }));

Deno.test("readSheetInSubprocess() stops when it is told to, with the reason it is told", () =>
  withFile(MANY_ROWS, async (path) => {
    const stopping = new AbortController();
    const reading = await readSheetInSubprocess({ path }, { signal: stopping.signal });
    await rejects(
      (async () => {
        for await (const _rows of reading) stopping.abort(new RangeError("enough"));
      })(),
      { message: "enough" },
    );
    deepEqual(childrenOf(path), []);
    await rejects(readSheetInSubprocess({ path }, { signal: stopping.signal }), {
      message: "enough",
    });
  }));

Deno.test("readSheetInSubprocess() gives up on a parser that takes too long", () =>
  withFile(MANY_ROWS, async (path) => {
    await rejects(readSheetInSubprocess({ path }, { waitingMsMax: 1 }), isRefused("tooHeavy"));
    deepEqual(childrenOf(path), []);
  }));

Deno.test("the parser runs with bounded data and time, and its death by them is told apart", () =>
  withFile(MANY_ROWS, async (path) => {
    const reading = await readSheetInSubprocess({ path });
    const [process] = childrenOf(path);
    // Where the system shows no processes there is nothing to look at.
    if (process === undefined) return await reading[Symbol.asyncDispose]();
    const limits = Deno.readTextFileSync(`/proc/${process}/limits`);
    match(limits, /Max data size +1024000000 +1024000000 /);
    match(limits, /Max cpu time +40 +40 /);
    match(limits, /Max core file size +0 +0 /);
    const environment = Deno.readTextFileSync(`/proc/${process}/environ`).split("\0");
    deepEqual(environment.map((each) => each.split("=")[0]).filter(Boolean).sort(), [
      "DENO_DIR",
      "DENO_NO_UPDATE_CHECK",
      "NO_COLOR",
    ]);
    Deno.kill(process, "SIGABRT");
    await rejects(rowsOf(reading), isRefused("tooHeavy"));
  }));

Deno.test("the parser fails as ours where the file is none that it may read", async () => {
  await rejects(readSheetInSubprocess({ path: "/tmp/none.csv" }), SheetParserError);
  await rejects(readSheetInSubprocess({ path: "/tmp,/etc/passwd" }), SheetParserError);
});

Deno.test("bin/parse gives one permission, to read the file that it is called with", async () => {
  const script = await Deno.readTextFile(SCRIPT);
  deepEqual(script.match(/--allow-\S+/g), ['--allow-read="$1"']);
  match(script, /--no-prompt --no-config --no-lock --no-npm --no-remote/);
});

Deno.test("bin/parse believes no search path: programs of the caller do not run", async () => {
  const folder = await Deno.makeTempDir();
  await withFile("a\n", async (path) => {
    for (const name of ["deno", "env", "nice", "readlink"]) {
      await Deno.writeTextFile(`${folder}/${name}`, `#!/bin/sh\necho ran > ${folder}/ran\n`, {
        mode: 0o755,
      });
    }
    const order = JSON.stringify({ limits: { byteCountMax: 10 } });
    const { code } = await new Deno.Command(SCRIPT, {
      args: [path, order],
      env: { PATH: folder, HOME: folder, DENO_DIR: folder },
    }).output();
    equal(code, 0);
    await rejects(Deno.stat(`${folder}/ran`), Deno.errors.NotFound);
  });
  const { code } = await new Deno.Command("sh", {
    args: ["-c", `${SCRIPT} /tmp/a.csv "{}"; exit $?`],
    stderr: "null",
  }).output();
  equal(code, 64);
  await Deno.remove(folder, { recursive: true });
});

/** Numbers of our processes whose command names `text`; none where the system does not show them. */
function childrenOf(text: string): number[] {
  try {
    return [...Deno.readDirSync("/proc")].map(({ name }) => Number(name)).filter((id) =>
      Number.isInteger(id) && isChild(id, text)
    );
  } catch {
    return [];
  }
}

function isChild(id: number, text: string): boolean {
  try {
    const isOurs = Deno.readTextFileSync(`/proc/${id}/stat`).split(") ")[1]?.split(" ")[1] ===
      String(Deno.pid);
    return isOurs && Deno.readTextFileSync(`/proc/${id}/cmdline`).includes(text);
  } catch {
    return false;
  }
}
