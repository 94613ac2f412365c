/** `110123456789` → `110******789`. */
export function maskAccount(account: string): string {
  if (account.length < 8) return "*".repeat(account.length);
  return account.slice(0, 3) + "*".repeat(account.length - 6) + account.slice(-3);
}
