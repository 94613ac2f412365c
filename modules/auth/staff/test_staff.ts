/** A merchant with its people over a kernel of its own: for tests alone. */
import { testKernel } from "@maru/kernel/testing";
import type { Member, NewMember, StaffSession } from "../auth.ts";
import { createMembers } from "../members/create_members.ts";
import { createSecondFactors } from "../second_factors/create_second_factors.ts";
import { createStaffAuth } from "./staff.ts";

export const ORIGIN = "https://maru.example";
export const ADDRESS = "192.0.2.1";

export type StaffWorld = Awaited<ReturnType<typeof openStaffWorld>>;

export interface LoggedIn {
  readonly token: string;
  readonly session: StaffSession;
  readonly loginId: string;
  readonly password: string;
}

export async function openStaffWorld() {
  const lines: string[] = [];
  const test = await testKernel({
    modules: ["kernel", "auth"],
    onLogLine: (line) => lines.push(line),
  });
  const { kernel } = test;
  const staff = createStaffAuth({ kernel });
  const { id: organisationId } = await kernel.transaction((tx) =>
    staff.createOrganisation(tx, { name: "가람피트니스" })
  );
  const create = (input: Partial<NewMember> = {}) =>
    kernel.transaction((tx) =>
      staff.createMember(tx, { organisationId, name: "정하람", role: "merchantAdmin", ...input })
    );
  const logIn = async (who: { loginId: string; password: string }): Promise<LoggedIn> => ({
    ...who,
    ...await staff.logIn({ ...who, address: ADDRESS }),
  });
  return {
    test,
    kernel,
    lines,
    staff,
    organisationId,
    members: createMembers({ kernel }),
    secondFactors: createSecondFactors({ kernel, origins: [ORIGIN] }),
    create,
    logIn,
    /** A new member, logged in; an administrator unless said. */
    member: async (input: Partial<NewMember> = {}) => await logIn(await create(input)),
    async entriesOf(action: string) {
      return (await kernel.accessLog.find({ action, limit: 100 })).map((entry) => entry.subject);
    },
    async listed(id: string): Promise<Member | undefined> {
      const listed = await createMembers({ kernel }).list(organisationId);
      return listed.find((each) => each.id === id);
    },
    [Symbol.asyncDispose]: () => test[Symbol.asyncDispose](),
  };
}
