/**
 * Serves the revocation lists of the OpenSSL authority over HTTP.
 *
 * @module
 */

export interface RevocationServer {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly host: string;
  close(): Promise<void>;
}

/** Answers `/ca.crl` and `/root.crl` out of `directory`; everything else is not found. */
export function startRevocationServer(directory: string): RevocationServer {
  const ending = new AbortController();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {}, signal: ending.signal },
    async (request) => {
      const name = new URL(request.url).pathname.slice(1);
      if (name !== "ca.crl" && name !== "root.crl") return new Response(null, { status: 404 });
      const list = await Deno.readFile(`${directory}/${name}`);
      return new Response(list, { headers: { "content-type": "application/pkix-crl" } });
    },
  );
  const host = `127.0.0.1:${server.addr.port}`;
  return {
    url: `http://${host}`,
    host,
    // Connections that the app keeps open are no reason to wait.
    close: () => {
      ending.abort();
      return server.finished;
    },
  };
}
