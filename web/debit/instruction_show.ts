import type { CustomerRow, Instruction } from "@maru/debit";
import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import { page } from "../page.ts";
import { type DebitContext, debitPaths, type MerchantUser } from "./context.ts";
import { customerPaths } from "./customer_paths.ts";
import type { TypedInstruction } from "./instruction_form.ts";
import { InstructionPage, type InstructionPageProps } from "./instruction_page.ts";

/** Who looks at which instruction, and what of it was typed. */
export interface InstructionPlace {
  readonly user: MerchantUser;
  readonly customer: CustomerRow;
  readonly saved?: Instruction;
  readonly version?: number;
  readonly opened?: TypedInstruction;
}

/** The page of an instruction; with errors 422, over somebody else's change 409, unless said. */
export async function showInstruction(
  context: DebitContext,
  c: Context<WebEnv>,
  { user, customer, status, ...props }:
    & InstructionPlace
    & Pick<
      InstructionPageProps,
      "typed" | "errors" | "note" | "done" | "changed" | "evidenceKind"
    >
    & { readonly status?: 429 },
): Promise<Response> {
  const { customers, merchants } = context.debit;
  const contracts = await merchants.contracts(user.merchantId);
  const { saved } = props;
  const markup = InstructionPage({
    view: c.var.view,
    customer,
    contract: contracts.find(({ id }) => id === customer.contractId),
    banks: await merchants.banks(),
    evidence: saved === undefined ? [] : await customers.evidence(user.merchantId, saved.id),
    canEdit: user.rights.includes("debit.customers") && customer.state === "active",
    idempotencyKey: context.kernel.uuid(),
    action: saved === undefined
      ? customerPaths.instructions(customer.id)
      : debitPaths.instruction(saved.id),
    ...props,
  });
  if (props.changed !== undefined) return page(c, markup, 409);
  return page(c, markup, status ?? (props.errors === undefined ? 200 : 422));
}
