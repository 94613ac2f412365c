import type { Auth } from "@maru/auth";
import type { Actor } from "./parts.ts";

/** Names of the people behind actors: members of the organisation by theirs, others by what they are. */
export async function actorNames(
  auth: Pick<Auth, "staff">,
  organisationId: string,
): Promise<(actor: Actor) => string> {
  const members = await auth.staff.list({ organisationId });
  const names = new Map(members.map(({ id, name }) => [`staff:${id}`, name]));
  return (actor) => names.get(actor) ?? actor.split(":")[0] ?? actor;
}
