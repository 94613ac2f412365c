/** The certification authority of the sandbox, its directory and its demo certificates. @module */
export {
  type AuthorityOptions,
  type CertificateAuthority,
  certificateAuthorityOf,
  ldapBase,
} from "./authority.ts";
export { createCaRoutes } from "./routes.ts";
export { demoPassword, demoPin } from "./demo_certificate.ts";
export { type LdapServer, startLdapServer } from "./ldap_server.ts";
