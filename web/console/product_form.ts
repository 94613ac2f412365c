import type { ProductInput } from "@maru/submission";
import { SUBMITTER_WORDS } from "../submit/words.ts";

/** What a posted product form says; nothing is checked here, the module's own rules decide. */
export function readProduct(
  body: Record<string, unknown>,
  id: string | undefined,
): ProductInput {
  const one = (name: string) => {
    const value = body[name];
    return typeof value === "string" ? value.trim() : "";
  };
  const many = (name: string) =>
    [body[name] ?? []].flat().filter((each): each is string => typeof each === "string");
  const types = Object.keys(SUBMITTER_WORDS) as (keyof typeof SUBMITTER_WORDS)[];
  return {
    ...(id === undefined ? {} : { id }),
    name: one("name"),
    slug: one("slug"),
    description: one("description"),
    active: body["active"] === "on",
    submitterTypes: types.filter((type) => many("submitterTypes").includes(type)),
    documents: many("documents").map((documentCode) => ({
      documentCode,
      periodExpression: one(`period:${documentCode}`),
      periodChangeable: body[`changeable:${documentCode}`] === "on",
      required: body[`required:${documentCode}`] === "on",
    })),
  };
}

/** A new product before anything is typed. */
export const EMPTY_PRODUCT: ProductInput = {
  name: "",
  slug: "",
  description: "",
  active: true,
  submitterTypes: ["corporation"],
  documents: [],
};
