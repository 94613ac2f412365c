/** Addresses of the login and of what carries certificates. */
export const loginPaths = {
  login: "/login",
  challenge: "/login/challenge",
  cloud: "/login/cloud",
  cloudState: (id: string) => `/login/cloud/${id}`,
  /** Where the provider of cloud certificates sends the person's browser in the end. */
  cloudReturn: "/login/cloud-return",
  demo: "/login/demo",
  demoFile: (id: string) => `/login/demo/${id}`,
  transfers: "/certificates/transfers",
  retrieval: "/certificates/transfers/retrieval",
  converter: "/certificates/converter",
  transfer: "/certificates/transfer",
} as const;
