import type { MessageRequest } from "@maru/notifications";
import { createNotifications } from "@maru/notifications";
import { type CustomerWorld, customerWorld } from "../../customers/testing/customer_world.ts";
import { createPayerDesk } from "../create_payer_desk.ts";
import type { PayerDesk, PayerParts } from "../payer_desk.ts";

export const PAGE = "https://maru.example/pay";
export const address = "192.0.2.7";

/** A payer with a phone, and the desk on the real outbox. */
export interface PayerWorld extends AsyncDisposable {
  readonly world: CustomerWorld;
  readonly desk: PayerDesk;
  readonly messages: MessageRequest[];
  readonly customerId: string;
  readonly instructionId: string;
  link(customerId?: string): Promise<string>;
  lastCode(): string;
  enter(token: string): Promise<string>;
}

/** Without a verifier no certificate is good. */
export async function payerWorld(verifier: PayerParts["verifier"] = nobody): Promise<PayerWorld> {
  const world = await customerWorld();
  const { kernel, merchantId } = world;
  const messages: MessageRequest[] = [];
  const real = createNotifications({
    kernel,
    provider: {
      send: () => Promise.resolve({ state: "refused", failure: "test" }),
      find: () => Promise.resolve(undefined),
      statusOf: () => Promise.resolve(undefined),
      readReceipt: () => [],
    },
  });
  const notifications = {
    ...real,
    // The outbox itself takes it, so that templates and values are checked.
    send: async (...[tx, message]: Parameters<typeof real.send>) => {
      await real.send(tx, message);
      messages.push(message);
    },
  };
  const desk = createPayerDesk({ kernel, notifications, verifier }, { customers: world.customers });
  const customerId = await world.addCustomer();
  const instructionId = await world.addInstruction(customerId);
  const lastCode = () => messages.at(-1)?.values["code"] ?? "";
  return {
    world,
    desk,
    messages,
    customerId,
    instructionId,
    async link(id = customerId) {
      await desk.sendLink(merchantId, { customerId: id, pageUrl: PAGE, actor: "staff:test" });
      return messages.at(-1)?.values["url"]?.split("/").at(-1) ?? "";
    },
    lastCode,
    async enter(token) {
      await desk.sendCode({ token, address });
      return (await desk.open({ token, code: lastCode(), address })).session;
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

const nobody: PayerParts["verifier"] = {
  check: () => Promise.reject(new TypeError("This test has no certificates")),
};
