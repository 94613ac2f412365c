/** Where operators help people with IDs, and give organisations their first administrator. */
export const memberPaths = {
  account: (id: string) => `/operator/staff/${id}`,
  password: (id: string) => `/operator/staff/${id}/password`,
  secondFactor: (id: string) => `/operator/staff/${id}/second-factor`,
  newAdministrator: "/operator/members/new",
  administrators: "/operator/members",
} as const;
