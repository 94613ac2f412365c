/**
 * The levers of the sandbox: faults, the clock, the inbox, what its agencies and receivers saw.
 *
 * @module
 */

export interface Fault {
  readonly kind: string;
  readonly service?: string;
  readonly document?: string;
  readonly subject?: string;
  readonly count?: number;
  readonly delayMs?: number;
}

export interface DemoCertificateInfo {
  readonly id: string;
  readonly name: string;
  readonly submitterType: string;
  readonly place: "file" | "cloud";
  readonly state: string;
  readonly businessNumber: string | null;
  readonly residentNumber: string | null;
  readonly phone: string;
  readonly password: string | null;
  readonly pin: string | null;
}

export interface ReceivedDelivery {
  readonly id: string;
  readonly verification: string;
  readonly isKept: boolean;
  readonly envelope: { readonly id?: string; readonly documentIds: readonly string[] };
}

export interface ReceiverView {
  readonly summary: {
    readonly keptCount: number;
    readonly documentsDeliveredTwice: readonly string[];
    readonly documents: Readonly<Record<string, readonly string[]>>;
  };
  readonly deliveries: readonly ReceivedDelivery[];
}

export interface Approval {
  readonly jti: string;
  readonly agency: string;
  readonly userName: string;
}

export interface CastMember {
  readonly kind: "corporation" | "proprietor" | "person" | "tax-agent";
  readonly number: string;
  readonly name: string;
  readonly representative?: string;
  readonly representativeResidentNumber?: string;
  readonly manageNumber?: string;
  readonly managePassword?: string;
  readonly clients?: readonly string[];
}

export interface SandboxClient {
  readonly url: string;
  cast(): Promise<readonly CastMember[]>;
  certificates(): Promise<readonly DemoCertificateInfo[]>;
  issueCertificate(request: Readonly<Record<string, unknown>>): Promise<DemoCertificateInfo>;
  /** Switches a fault on; answers the way to switch it off. */
  fault(fault: Fault): Promise<() => Promise<void>>;
  /** As if the person had logged in at the agency's own site; answers how many logins it ended. */
  loginElsewhere(agency?: string): Promise<number>;
  approvals(): Promise<readonly Approval[]>;
  approve(jti: string): Promise<void>;
  advanceClock(milliseconds: number): Promise<void>;
  realClock(): Promise<void>;
  inbox(phone: string): Promise<readonly { readonly text?: string }[]>;
  receiver(name: string): Promise<ReceiverView>;
  receiverBehaviour(name: string, behaviour: Readonly<Record<string, unknown>>): Promise<void>;
  /** The whole envelope that a receiver was sent. */
  receivedBody(name: string, id: string): Promise<unknown>;
}

export function createSandboxClient(url: string): SandboxClient {
  const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const response = await fetch(url + path, {
      ...init,
      headers: { "content-type": "application/json", accept: "application/json" },
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`The sandbox answered ${response.status} to ${path}: ${text}`);
    }
    return text === "" ? undefined : JSON.parse(text);
  };
  const post = (path: string, body: unknown) =>
    ask(path, { method: "POST", body: JSON.stringify(body) });
  return {
    url,
    cast: async () => (await ask("/sandbox/cast") as { members: CastMember[] }).members,
    certificates: async () =>
      (await ask("/sandbox/certificates") as { certificates: DemoCertificateInfo[] }).certificates,
    issueCertificate: async (request) =>
      await post("/sandbox/certificates", request) as DemoCertificateInfo,
    async fault(fault) {
      const { fault: { id } } = await post("/sandbox/faults", fault) as { fault: { id: string } };
      return async () => {
        await ask(`/sandbox/faults/${id}`, { method: "DELETE" }).catch(() => {});
      };
    },
    loginElsewhere: async (agency) =>
      (await post("/sandbox/logins/elsewhere", agency ? { agency } : {}) as { ended: number })
        .ended,
    approvals: async () => (await ask("/sandbox/approvals") as { approvals: Approval[] }).approvals,
    approve: async (jti) => void await post(`/sandbox/approvals/${jti}/approve`, {}),
    advanceClock: async (advanceMs) => void await post("/clock", { advanceMs }),
    realClock: async () => void await post("/clock", { to: "real" }),
    inbox: async (phone) =>
      (await ask(`/sandbox/inbox?phone=${phone}`) as { messages: { text?: string }[] }).messages,
    receiver: async (name) => await ask(`/sandbox/receiver/${name}`) as ReceiverView,
    receiverBehaviour: async (name, behaviour) =>
      void await ask(`/receiver/${name}/behaviour`, {
        method: "PUT",
        body: JSON.stringify(behaviour),
      }),
    receivedBody: async (name, id) =>
      (await ask(`/sandbox/receiver/${name}/deliveries/${id}`) as { body: unknown }).body,
  };
}
