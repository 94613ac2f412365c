import {
  type CustomerWorld,
  customerWorld,
  STAFF,
} from "../../customers/testing/customer_world.ts";
import { FIELD_COLUMNS } from "../columns.ts";
import { createImportDesk } from "../create_import_desk.ts";
import type { Import, ImportDesk } from "../import_desk.ts";
import type { ImportLimits } from "../limits.ts";

const WAIT_MS_MAX = 60_000;
const LOOK_EVERY_MS = 20;

/** A merchant's customers, and the desk of imports beside them. */
export interface ImportWorld extends AsyncDisposable {
  readonly world: CustomerWorld;
  readonly imports: ImportDesk;
  readonly merchantId: string;
  readonly contractId: string;
  readonly uploadDirectory: string;
  begin(content: Content, options?: BeginOptions): Promise<string>;
  /** Waits until the dry run has ended. */
  read(id: string): Promise<Import>;
  /** Begins and waits. */
  check(content: Content, options?: BeginOptions): Promise<Import>;
  /** Applies, runs the job and tells how it ended. */
  apply(id: string, which: "all" | "good"): Promise<Import>;
}

export type Content = ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | string;

interface BeginOptions {
  readonly encoding?: "utf-8" | "euc-kr";
  readonly merchantId?: string;
  readonly contractId?: string;
}

export async function importWorld(limits?: ImportLimits): Promise<ImportWorld> {
  const directory = await Deno.makeTempDir({ prefix: "maru-import-" });
  const world = await customerWorld();
  Object.assign(world.kernel.config, { dataDirectory: directory });
  const { kernel, merchantId, registrations } = world;
  const auth = { staff: { list: () => Promise.resolve([]) } };
  const imports = createImportDesk(
    { kernel, auth: auth as unknown as Parameters<typeof createImportDesk>[0]["auth"] },
    { registrations },
    limits,
  );
  const contractId = world.contracts.directLine;
  const read = (id: string) => untilRead(imports, merchantId, id);
  const begin = async (content: Content, options: BeginOptions = {}) => {
    const { id } = await imports.begin(options.merchantId ?? merchantId, {
      contractId: options.contractId ?? contractId,
      fileName: "고객.xlsx",
      content: streamOf(content),
      ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
      actor: STAFF,
    });
    return id;
  };
  return {
    world,
    imports,
    merchantId,
    contractId,
    uploadDirectory: `${directory}/uploads`,
    begin,
    read,
    check: async (content, options) => await read(await begin(content, options)),
    async apply(id, which) {
      await imports.apply(merchantId, { id, which, actor: STAFF });
      await world.test.drain();
      return await imports.get(merchantId, id);
    },
    async [Symbol.asyncDispose]() {
      await world[Symbol.asyncDispose]();
      await Deno.remove(directory, { recursive: true });
    },
  };
}

async function untilRead(imports: ImportDesk, merchantId: string, id: string): Promise<Import> {
  const startedAt = performance.now();
  while (true) {
    const found = await imports.get(merchantId, id);
    if (found.state !== "reading") return found;
    if (performance.now() - startedAt > WAIT_MS_MAX) throw new Error("the dry run does not end");
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** Rows under the template's headings as CSV. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  const lines = [FIELD_COLUMNS.map(({ title }) => title), ...rows];
  return lines.map((cells) => cells.map((cell) => `"${cell}"`).join(",")).join("\r\n");
}

function streamOf(content: Content): ReadableStream<Uint8Array> {
  if (content instanceof ReadableStream) return content;
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return new Blob([bytes]).stream();
}
