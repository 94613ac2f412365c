import type { MemberRole, OrganisationRole } from "@maru/auth";
import { Select } from "../../ui/select.ts";
import type { Markup } from "../../html.ts";
import { ROLE_WORDS } from "../words.ts";

const ADMINISTRATOR = "merchantAdmin";
const NO_ROLE = "none";

/** 역할: administrator, one of the organisation's roles, or none. */
export function RoleChoice(
  props: { roles: readonly OrganisationRole[]; value: string; error?: string | undefined },
): Markup {
  return Select({
    name: "role",
    label: "역할",
    value: props.value,
    emptyLabel: "선택해 주십시오",
    hint: "역할에 들어 있는 권한만큼 화면을 쓸 수 있습니다.",
    error: props.error,
    options: [
      { value: ADMINISTRATOR, label: `${ROLE_WORDS.merchantAdmin} (모든 권한)` },
      ...props.roles.map(({ id, name }) => ({ value: id, label: name })),
      { value: NO_ROLE, label: "역할 없음 (권한 없음)" },
    ],
  });
}

/** What a choice says, or undefined where it is none of those offered. */
export function roleChosen(
  choice: string,
  roles: readonly OrganisationRole[],
): { role: MemberRole; roleId?: string } | undefined {
  if (choice === ADMINISTRATOR) return { role: "merchantAdmin" };
  if (choice === NO_ROLE) return { role: "merchantStaff" };
  const found = roles.find(({ id }) => id === choice);
  return found === undefined ? undefined : { role: "merchantStaff", roleId: found.id };
}

/** The choice that stands for what a member has now. */
export function choiceOf(member: { role: MemberRole; roleId?: string }): string {
  return member.role === "merchantAdmin" ? ADMINISTRATOR : member.roleId ?? NO_ROLE;
}
