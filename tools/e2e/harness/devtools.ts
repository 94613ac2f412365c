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
  /** @throws {Error} with the protocol's own words, or where the session or the browser is gone */
  send(method: string, params?: Parameters, sessionId?: string): Promise<Parameters>;
  /** The orders that have no answer yet. */
  unanswered(): readonly string[];
  close(): void;
}

interface Order extends PromiseWithResolvers<Parameters> {
  readonly method: string;
  readonly sessionId: string | undefined;
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
  const waiting = new Map<number, Order>();
  const sessions = createSessionTree();
  let lastId = 0;
  const reject = (reason: string, isMeant: (order: Order) => boolean) => {
    for (const [id, order] of waiting) {
      if (!isMeant(order)) continue;
      waiting.delete(id);
      order.reject(new Error(reason));
    }
  };
  socket.addEventListener("message", ({ data }) => {
    const answer = JSON.parse(data) as Answer;
    if (answer.id === undefined) {
      const { method = "", params = {}, sessionId } = answer;
      const event = { method, params, ...(sessionId === undefined ? {} : { sessionId }) };
      const gone = sessions.follow(event);
      // The browser never answers what was ordered of a session that has ended.
      reject("The session is gone", (order) => gone.has(order.sessionId ?? ""));
      return onEvent(event);
    }
    const order = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error) order?.reject(new Error(answer.error.message));
    else order?.resolve(answer.result ?? {});
  });
  socket.addEventListener("close", () => {
    reject("The browser is gone", () => true);
  });
  return {
    send(method, params = {}, sessionId) {
      if (socket.readyState !== WebSocket.OPEN) {
        return Promise.reject(new Error("The browser is gone"));
      }
      if (sessionId !== undefined && sessions.isGone(sessionId)) {
        return Promise.reject(new Error("The session is gone"));
      }
      const order: Order = { ...Promise.withResolvers<Parameters>(), method, sessionId };
      waiting.set(++lastId, order);
      socket.send(JSON.stringify({ id: lastId, method, params, sessionId }));
      return order.promise;
    },
    unanswered: () => [...waiting.values()].map(({ method }) => method),
    close: () => socket.close(),
  };
}

/** Which sessions hang on which: those of a page end with it, and nobody says so of each. */
function createSessionTree() {
  const parents = new Map<string, string | undefined>();
  const gone = new Set<string>();
  return {
    isGone: (sessionId: string) => gone.has(sessionId),
    /** Answers the sessions that this event ended. */
    follow({ method, params, sessionId }: DevtoolsEvent): ReadonlySet<string> {
      const about = String(params.sessionId ?? "");
      if (method === "Target.attachedToTarget") parents.set(about, sessionId);
      const ended = new Set<string>();
      if (method !== "Target.detachedFromTarget") return ended;
      ended.add(about);
      // Parents were attached before their children.
      for (const [child, parent] of parents) {
        if (parent !== undefined && ended.has(parent)) ended.add(child);
      }
      for (const each of ended) {
        parents.delete(each);
        gone.add(each);
      }
      return ended;
    },
  };
}
