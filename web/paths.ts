/** Where things are. Areas and the shell's menus both read it, so that no link leads nowhere. */
export const paths = {
  home: "/",
  login: "/login",
  logout: "/logout",
  submit: "/oneclick",
  history: "/oneclick/submissions",
  certificates: "/certificates",
  console: "/console",
  operator: "/operator",
  debit: "/debit",
  payer: "/pay",
  support: "/support",
  errorCodes: "/support/errors",
  accessibility: "/accessibility",
  contrast: "/preferences/contrast",
  terms: (kind: string) => `/terms/${kind}`,
} as const;

/**
 * A place to go back to that a visitor sent us. Only a path of this site passes; everything else,
 * other hosts and `//host` or `/\host` tricks included, becomes `fallback`.
 */
export function safeReturnPath(wanted: string | undefined, fallback: string = paths.home): string {
  if (wanted === undefined || wanted.length > RETURN_PATH_LENGTH_MAX) return fallback;
  if (!/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(wanted)) return fallback;
  const base = "https://maru.invalid";
  const target = URL.parse(wanted, base);
  if (target === null || target.origin !== base) return fallback;
  return target.pathname.startsWith("//") ? fallback : target.pathname + target.search;
}

/** The longest is that of a list with its ticks, on the way through the proof of a second factor. */
const RETURN_PATH_LENGTH_MAX = 8_000;
