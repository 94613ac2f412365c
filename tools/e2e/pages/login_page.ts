/**
 * The login page as a person uses it.
 *
 * @module
 */
import type { Page } from "playwright-core";
import type { FileForm, Person } from "../harness/openssl_people.ts";
import { filesOf, folderOf } from "../harness/openssl_people.ts";

export type SubmitterType =
  | "corporation"
  | "proprietorByRepresentative"
  | "proprietorByBusiness"
  | "individual"
  | "taxAgent";

export type FilePlace = "button" | "drop" | "folder";

/** What is typed beside the certificate. */
export interface LoginFields {
  readonly type: SubmitterType;
  readonly submitterName: string;
  readonly phone: string;
  readonly businessNumber?: string;
  readonly residentNumber?: string;
  readonly manageNumber?: string;
  readonly managePassword?: string;
}

/** How a login ended: where it led, or what the page said. */
export type LoginOutcome =
  | { readonly path: string; readonly problem?: undefined }
  | { readonly problem: string };

export const HISTORY = "/oneclick/submissions";

/** Opens the login and waits until it has come to life. */
export async function openLogin(page: Page, returnPath = HISTORY): Promise<void> {
  await page.goto(`/login?return=${encodeURIComponent(returnPath)}`);
  // Without a stored certificate the island leads to the files by itself.
  await page.locator('#tab-files[aria-selected="true"], #login-panel input[name="certificate"]')
    .first().waitFor();
}

export async function chooseType(page: Page, type: SubmitterType): Promise<void> {
  const isProprietor = type.startsWith("proprietor");
  await choose(page, "submitterKind", isProprietor ? "proprietor" : type);
  if (!isProprietor) return;
  const certificate = type === "proprietorByBusiness" ? "business" : "representative";
  await choose(page, "proprietorCertificate", certificate);
}

/** Hands the files over by the button, by a real drop of files, or as a folder. */
export async function handOver(
  page: Page,
  what: { person: Person; form: FileForm; place: FilePlace; directory: string },
): Promise<void> {
  await page.locator("#tab-files").click();
  const home = `${what.directory}/${crypto.randomUUID()}`;
  await Deno.mkdir(home, { recursive: true });
  if (what.place === "folder") {
    const folder = await folderOf([what], home);
    await page.locator('input#login-folder[type="file"]').setInputFiles(folder);
  } else {
    const paths = await writeFiles(what, home);
    if (what.place === "button") await page.locator("#login-files").setInputFiles(paths);
    else await dropFiles(page, "#login-drop-zone", paths);
  }
  await page.locator('#login-panel input[name="certificate"]:checked').waitFor({
    state: "attached",
  });
}

/** A browser without a folder picker offers a folder input in its place. */
export async function withoutFolderPicker(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, "showDirectoryPicker");
  });
}

export async function fillFields(page: Page, fields: LoginFields): Promise<void> {
  for (
    const name of [
      "businessNumber",
      "residentNumber",
      "manageNumber",
      "managePassword",
      "submitterName",
      "phone",
    ] as const
  ) {
    const value = fields[name];
    if (value !== undefined) await page.locator(`#field-${name}`).fill(value);
  }
}

/** Types the password, presses the button and waits for the end of it. */
export async function pressLogin(page: Page, password?: string): Promise<LoginOutcome> {
  if (password !== undefined) await page.locator("#field-password").fill(password);
  await page.locator("#login-button").click();
  return await loginOutcome(page);
}

export async function loginOutcome(page: Page): Promise<LoginOutcome> {
  const problem = page.locator("#login-problem");
  const left = page.waitForURL((url) => url.pathname !== "/login", { waitUntil: "commit" });
  left.catch(() => {});
  await Promise.race([left, problem.waitFor()]);
  if (new URL(page.url()).pathname === "/login") {
    return { problem: (await problem.innerText()).replaceAll(/\s+/g, " ").trim() };
  }
  await page.waitForLoadState("domcontentloaded");
  return { path: new URL(page.url()).pathname };
}

export interface FileLogin extends LoginFields {
  readonly person: Person;
  readonly form: FileForm;
  readonly place?: FilePlace;
  /** Where the harness may write files. */
  readonly directory: string;
  readonly password?: string;
  readonly isKept?: boolean;
  readonly returnPath?: string;
}

/** The whole way with a certificate in files. */
export async function logInWithFiles(page: Page, login: FileLogin): Promise<LoginOutcome> {
  const place = login.place ?? "button";
  if (place === "folder") await withoutFolderPicker(page);
  await openLogin(page, login.returnPath);
  await chooseType(page, login.type);
  await handOver(page, { ...login, place });
  if (login.isKept) await page.locator("#field-isKept").check();
  await fillFields(page, login);
  return await pressLogin(page, login.password ?? login.person.password);
}

/** The second visit of a browser that kept the certificate. */
export async function logInFromStore(
  page: Page,
  login: LoginFields & { readonly password: string; readonly returnPath?: string },
): Promise<LoginOutcome> {
  await openLogin(page, login.returnPath);
  await page.locator('#tab-browser[aria-selected="true"]').waitFor();
  await chooseType(page, login.type);
  await page.locator('#login-panel input[name="certificate"]:checked').waitFor({
    state: "attached",
  });
  await fillFields(page, login);
  return await pressLogin(page, login.password);
}

async function choose(page: Page, name: string, value: string): Promise<void> {
  await page.locator(`label:has(input[name="${name}"][value="${value}"])`).click();
}

async function writeFiles(
  what: { person: Person; form: FileForm },
  home: string,
): Promise<string[]> {
  const files = await filesOf(what.person, what.form);
  for (const file of files) await Deno.writeFile(`${home}/${file.name}`, file.buffer);
  return files.map((file) => `${home}/${file.name}`);
}

/** Drops files of the disk as a file manager would: the page gets real entries. */
export async function dropFiles(page: Page, selector: string, paths: string[]): Promise<void> {
  const zone = page.locator(selector);
  await zone.scrollIntoViewIfNeeded();
  const box = await zone.boundingBox();
  if (box === null) throw new Error(`Cannot drop on ${selector}: it is not shown`);
  const at = { x: box.x + box.width / 2, y: box.y + 12 };
  const session = await page.context().newCDPSession(page);
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await session.send("Input.dispatchDragEvent", {
      type,
      ...at,
      data: { items: [], files: paths, dragOperationsMask: 1 },
    });
  }
  await session.detach();
}
