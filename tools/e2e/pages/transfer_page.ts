/**
 * From the computer to the phone by a code: two browser contexts that share nothing.
 *
 * @module
 */
import type { Page } from "playwright-core";
import { visit } from "../harness/browser.ts";
import type { Room } from "../world.ts";
import { filesOf } from "../harness/openssl_people.ts";
import {
  chooseType,
  type FileLogin,
  fillFields,
  type LoginOutcome,
  openLogin,
  pressLogin,
} from "./login_page.ts";

/** Sends from `page`, receives in a phone's browser, and logs in there. */
export async function transferToPhone(
  room: Room,
  { page, login }: { page: Page; login: FileLogin },
): Promise<LoginOutcome> {
  const code = await sendByCode(page, login);
  const phone = await visit(room, { width: "narrow" });
  await openLogin(phone);
  await chooseType(phone, login.type);
  await phone.locator("#tab-phone").click();
  await phone.locator("#field-transferCode").fill(code);
  await phone.locator("#receive-transfer").click();
  await phone.locator('#login-panel input[name="certificate"]:checked')
    .waitFor({ state: "attached" });
  await fillFields(phone, login);
  return await pressLogin(phone, login.password ?? login.person.password);
}

/** Answers the code that the sending device shows. */
export async function sendByCode(page: Page, login: FileLogin): Promise<string> {
  await page.goto("/certificates/transfer");
  await page.locator('label:has(input[name="direction"][value="send"])').click();
  const home = `${login.directory}/${crypto.randomUUID()}`;
  await Deno.mkdir(home);
  const files = await filesOf(login.person, login.form);
  for (const file of files) await Deno.writeFile(`${home}/${file.name}`, file.buffer);
  await page.locator("#send-files").setInputFiles(files.map(({ name }) => `${home}/${name}`));
  await page.locator('#send-form input[name="certificate"]:checked').waitFor({ state: "attached" });
  await page.locator("#send-form #field-password").fill(login.person.password);
  await page.locator("#send-button").click();
  return await page.locator("#send-code").innerText();
}
