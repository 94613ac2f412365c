import type { SandboxContext } from "../context.ts";
import type { Business, Member, Person, TaxAgent } from "./member.ts";
import { corporations, proprietors, taxAgents } from "./seed_businesses.ts";
import { persons } from "./seed_persons.ts";

/** Everyone whom the outside world knows. */
export interface Cast {
  list(): readonly Member[];
  /** By business number or resident number. */
  find(number: string): Member | undefined;
  /** Every member with this resident number: the person, and the businesses they represent. */
  withResidentNumber(residentNumber: string): readonly Member[];
  /** Adds a member, or replaces the one with the same number, and keeps it on disk. */
  put(member: Member): void;
}

export function createCast(context: Pick<SandboxContext, "dataDirectory">): Cast {
  const file = `${context.dataDirectory}/cast.json`;
  const members = new Map<string, Member>();
  for (const member of [...corporations, ...proprietors, ...taxAgents, ...persons]) {
    members.set(member.number, member);
  }
  const added = new Map(readAdded(file).map((member) => [member.number, member]));
  for (const member of added.values()) members.set(member.number, member);
  return {
    list: () => [...members.values()],
    find: (number) => members.get(number),
    withResidentNumber: (residentNumber) =>
      [...members.values()].filter((member) => residentNumberOf(member) === residentNumber),
    put(member) {
      members.set(member.number, member);
      added.set(member.number, member);
      const draft = `${file}.new`;
      Deno.writeTextFileSync(draft, JSON.stringify([...added.values()], null, 2));
      Deno.renameSync(draft, file);
    },
  };
}

/** The member's own or the representative's resident number. */
export function residentNumberOf(member: Member): string {
  return isPerson(member) ? member.number : member.representativeResidentNumber;
}

export function isPerson(member: Member): member is Person {
  return member.kind === "person";
}

export function isBusiness(member: Member): member is Business {
  return member.kind !== "person";
}

export function isTaxAgent(member: Member): member is TaxAgent {
  return member.kind === "tax-agent";
}

function readAdded(file: string): readonly Member[] {
  try {
    return JSON.parse(Deno.readTextFileSync(file)) as Member[];
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
