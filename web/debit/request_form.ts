import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import type { ChoiceFields } from "./request_choice.ts";

/** Every field of a posted form as the texts that it sent. */
export async function formLists(
  c: Context<WebEnv>,
): Promise<Readonly<Record<string, readonly string[] | undefined>>> {
  const body = await c.req.parseBody({ all: true });
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      [value].flat().filter((each): each is string => typeof each === "string"),
    ]),
  );
}

/** The choice of 이체의뢰 as a form sends it; a text narrows a list and no request. */
export function fieldsInForm(
  form: Readonly<Record<string, readonly string[] | undefined>>,
): ChoiceFields {
  return {
    contractId: form.contractId?.[0] ?? "",
    dueDate: form.dueDate?.[0] ?? "",
    itemCodes: form.item ?? [],
    withArrears: form.arrears?.[0] === "on",
    text: "",
  };
}
