/**
 * A TCP proxy that sees every piece of traffic before it goes on, and can cut a connection in place
 * of passing it on: that is how a process is killed between a request and its answer, with nothing
 * in the process that knows of it.
 *
 * @module
 */

export interface Link {
  /** Notes that belong to the connection. */
  readonly notes: Map<string, string>;
}

export type Verdict = "pass" | "cut";

export interface Watcher {
  /** A piece from the process on its way out. */
  fromProcess(bytes: Uint8Array, link: Link): Verdict;
  /** A piece from outside on its way to the process. */
  toProcess(bytes: Uint8Array, link: Link): Verdict;
}

export interface Proxy {
  readonly port: number;
  close(): void;
}

const PIECE_BYTES = 65_536;

export function startProxy(
  { hostname, port, watcher }: { hostname: string; port: number; watcher: Watcher },
): Proxy {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const open = new Set<Deno.Conn>();
  void accept();

  async function accept(): Promise<void> {
    for await (const inner of listener) void join(inner);
  }

  async function join(inner: Deno.TcpConn): Promise<void> {
    let outer: Deno.TcpConn;
    try {
      outer = await Deno.connect({ hostname, port });
    } catch {
      return inner.close();
    }
    const link: Link = { notes: new Map() };
    const ends = [inner, outer];
    for (const end of ends) {
      end.setNoDelay(true);
      open.add(end);
    }
    // Whichever side ends, the other one hears of it at once: a killed process has hung up.
    const hangUp = () => {
      for (const end of ends) {
        open.delete(end);
        closeQuietly(end);
      }
    };
    const out = pump(inner, outer, (bytes) => watcher.fromProcess(bytes, link));
    const back = pump(outer, inner, (bytes) => watcher.toProcess(bytes, link));
    await Promise.race([out, back]);
    hangUp();
  }

  return {
    port: listener.addr.port,
    close() {
      listener.close();
      for (const end of open) closeQuietly(end);
    },
  };
}

async function pump(
  from: Deno.Conn,
  to: Deno.Conn,
  judge: (bytes: Uint8Array) => Verdict,
): Promise<void> {
  const buffer = new Uint8Array(PIECE_BYTES);
  try {
    while (true) {
      const count = await from.read(buffer);
      if (count === null) return;
      const bytes = buffer.subarray(0, count);
      if (judge(bytes) === "cut") return;
      for (let sent = 0; sent < bytes.length;) sent += await to.write(bytes.subarray(sent));
    }
  } catch {
    // One end hung up in the middle; the other one is closed by the caller.
  }
}

function closeQuietly(end: Deno.Conn): void {
  try {
    end.close();
  } catch {
    // It is closed already.
  }
}
