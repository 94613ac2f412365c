import {
  entryMessage,
  LdapProtocolError,
  type LdapRequest,
  ldapTags,
  readLdapRequest,
  resultCodes,
  resultMessage,
} from "./ldap_message.ts";

export interface LdapServer {
  readonly port: number;
  close(): Promise<void>;
}

export interface LdapServerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** The object that the list hangs on; compared without regard to case and spaces. */
  readonly baseObject: string;
  readonly revocationList: () => Promise<Uint8Array>;
}

const CONNECTIONS_MAX = 50;
/** A question and its answer take far less; whoever only holds the line is let go. */
const CONNECTION_MS_MAX = 30_000;

/**
 * A directory that knows one object and answers one question: an anonymous search of that object for
 * its `certificateRevocationList;binary`, as relying parties ask the Korean CAs (RFC 4511, RFC 4523).
 */
export function startLdapServer(options: LdapServerOptions): LdapServer {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: options.port });
  const connections = new Set<Deno.Conn>();
  const accepting = accept();

  return {
    port: listener.addr.port,
    async close() {
      listener.close();
      for (const connection of [...connections]) closeQuietly(connection);
      await accepting;
    },
  };

  async function accept(): Promise<void> {
    const serving: Promise<void>[] = [];
    try {
      for await (const connection of listener) {
        if (connections.size >= CONNECTIONS_MAX) {
          closeQuietly(connection);
          continue;
        }
        connections.add(connection);
        serving.push(
          serve(connection).finally(() => {
            connections.delete(connection);
            closeQuietly(connection);
          }),
        );
      }
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
    await Promise.all(serving);
  }

  /** A connection ends by an unbind, a broken message, or when the other side goes. */
  async function serve(connection: Deno.Conn): Promise<void> {
    let pending = new Uint8Array();
    const deadline = setTimeout(() => closeQuietly(connection), CONNECTION_MS_MAX);
    try {
      const chunk = new Uint8Array(4_096);
      for (;;) {
        const count = await connection.read(chunk);
        if (count === null) return;
        pending = Uint8Array.from([...pending, ...chunk.subarray(0, count)]);
        for (
          let request = readLdapRequest(pending);
          request !== undefined;
          request = readLdapRequest(pending)
        ) {
          pending = pending.slice(request.length);
          if (request.operation === ldapTags.unbindRequest) return;
          for (const message of await answer(request)) await writeAll(connection, message);
        }
      }
    } catch (error) {
      const isExpected = error instanceof LdapProtocolError ||
        error instanceof Deno.errors.BadResource ||
        error instanceof Deno.errors.ConnectionReset || error instanceof Deno.errors.BrokenPipe ||
        error instanceof Deno.errors.Interrupted;
      if (!isExpected) throw error;
    } finally {
      clearTimeout(deadline);
    }
  }

  async function answer(request: LdapRequest): Promise<Uint8Array[]> {
    const { messageId, search } = request;
    if (request.operation === ldapTags.bindRequest) {
      return [
        resultMessage({ messageId, tag: ldapTags.bindResponse, resultCode: resultCodes.success }),
      ];
    }
    const done = (resultCode: number) =>
      resultMessage({ messageId, tag: ldapTags.searchResultDone, resultCode });
    if (search === undefined) return [done(resultCodes.protocolError)];
    if (search.scope !== 0) return [done(resultCodes.unwilling)];
    if (normalised(search.baseObject) !== normalised(options.baseObject)) {
      return [done(resultCodes.noSuchObject)];
    }
    const entry = entryMessage({
      messageId,
      objectName: search.baseObject,
      attribute: "certificateRevocationList;binary",
      value: await options.revocationList(),
    });
    return [entry, done(resultCodes.success)];
  }
}

function normalised(name: string): string {
  return name.toLowerCase().replaceAll(/\s*([,=])\s*/g, "$1").trim();
}

async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let offset = 0; offset < bytes.length;) {
    offset += await connection.write(bytes.subarray(offset));
  }
}

function closeQuietly(connection: Deno.Conn): void {
  try {
    connection.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}
