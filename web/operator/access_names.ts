import type { StaffAccount, StaffAuth } from "@maru/auth";
import type { AccessLogEntry } from "@maru/kernel";
import { ACCESS_ACTIONS, ACCESS_KINDS } from "./access_words.ts";

/** An actor or a subject as it is read: a word or a name, and what tells it from others. */
export interface AccessName {
  readonly name: string;
  /** The login ID and organisation of a person, the id of a thing. */
  readonly detail: string;
}

export interface AccessNames {
  actor(entry: AccessLogEntry): AccessName;
  subject(entry: AccessLogEntry): AccessName;
}

type Staff = Pick<StaffAuth, "list">;

const PERSON = /^(?:staff|operator):([0-9a-f-]{36})$/;

/** The people whom the entries name, looked up once each. */
export async function accessNames(
  staff: Staff,
  entries: readonly AccessLogEntry[],
): Promise<AccessNames> {
  const ids = new Set(
    entries.flatMap(({ actor, subject }) => [personOf(actor), personOf(subject)])
      .filter((id) => id !== undefined),
  );
  const accounts = await Promise.all([...ids].map((staffId) => staff.list({ staffId })));
  const people = new Map(accounts.flat().map((account) => [account.id, account]));
  return {
    actor: ({ actor }) => nameOf(people, actor),
    subject: ({ subject, action }) => nameOf(people, subject, ACCESS_ACTIONS[action]?.subject),
  };
}

/**
 * What to look for, any of it: the text, and the ids of those whose whole login ID or name it is. A
 * part of a name stands for nobody, since it may as well be a word of a reason.
 */
export async function searchedTexts(staff: Staff, text: string): Promise<string[]> {
  if (text === "") return [];
  const found = await staff.list({ text, limit: PEOPLE_MAX });
  const exact = found.filter(({ loginId, name }) => loginId === text || name === text);
  return [text, ...exact.map(({ id }) => id)];
}

const PEOPLE_MAX = 200;

function personOf(key: string): string | undefined {
  return PERSON.exec(key)?.[1];
}

function nameOf(
  people: ReadonlyMap<string, StaffAccount>,
  key: string,
  word?: string,
): AccessName {
  const person = people.get(personOf(key) ?? "");
  if (person !== undefined) {
    const { name, loginId, organisationName = "운영자" } = person;
    return { name, detail: `${loginId} · ${organisationName}` };
  }
  const [kind = "", ...rest] = key.split(":");
  const known = ACCESS_KINDS[kind];
  if (known === undefined) return { name: word ?? key, detail: word === undefined ? "" : key };
  const id = rest.join(":");
  return { name: known, detail: id === "unknown" ? "" : id };
}
