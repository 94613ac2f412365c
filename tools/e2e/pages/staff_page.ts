/**
 * The login of institution staff and operators.
 *
 * @module
 */
import type { Page } from "playwright-core";

/** The password of all demo staff; the launcher prints it. */
export const STAFF_PASSWORD = "maru-demo-2026!";

export async function logInStaff(page: Page, loginId: string, home: string): Promise<void> {
  await page.goto(home);
  await page.locator("#field-loginId").fill(loginId);
  await page.locator("#field-password").fill(STAFF_PASSWORD);
  await page.locator('main button[type="submit"]').click();
  await page.waitForURL((url) => url.pathname.startsWith(home));
}
