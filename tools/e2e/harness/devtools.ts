/**
 * A small client of the DevTools protocol over one WebSocket, sessions flattened.
 *
 * @module
 */

export type Parameters = Readonly<Record<string, unknown>>;

export interface DevtoolsEvent {
  readonly method: string;
  readonly params: Parameters;
  readonly sessionId?: string;
}

export interface Devtools {
  /** @throws {Error} with the protocol's own words */
  send(method: string, params?: Parameters, sessionId?: string): Promise<Parameters>;
  close(): void;
}

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Parameters;
  readonly sessionId?: string;
  readonly result?: Parameters;
  readonly error?: { readonly message: string };
}

/** Connects to the browser itself, of which every page and worker is a child. */
export async function connectDevtools(
  debuggerUrl: string,
  onEvent: (event: DevtoolsEvent) => void,
): Promise<Devtools> {
  const version = await (await fetch(`${debuggerUrl}/json/version`)).json();
  const socket = new WebSocket(version.webSocketDebuggerUrl);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener("open", () => resolve(), { once: true });
    socket.addEventListener("error", () => reject(new Error("Cannot reach the browser")), {
      once: true,
    });
  });
  const waiting = new Map<number, PromiseWithResolvers<Parameters>>();
  let lastId = 0;
  socket.addEventListener("message", ({ data }) => {
    const answer = JSON.parse(data) as Answer;
    if (answer.id === undefined) {
      const { method = "", params = {}, sessionId } = answer;
      return onEvent({ method, params, ...(sessionId === undefined ? {} : { sessionId }) });
    }
    const order = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error) order?.reject(new Error(answer.error.message));
    else order?.resolve(answer.result ?? {});
  });
  socket.addEventListener("close", () => {
    for (const order of waiting.values()) order.reject(new Error("The browser is gone"));
    waiting.clear();
  });
  return {
    send(method, params = {}, sessionId) {
      const order = Promise.withResolvers<Parameters>();
      if (socket.readyState !== WebSocket.OPEN) {
        return Promise.reject(new Error("The browser is gone"));
      }
      waiting.set(++lastId, order);
      socket.send(JSON.stringify({ id: lastId, method, params, sessionId }));
      return order.promise;
    },
    close: () => socket.close(),
  };
}
