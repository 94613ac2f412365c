/**
 * The converter, both ways: what it writes opens in OpenSSL, and R is still there.
 *
 * @module
 */
import { deepEqual, equal, ok } from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { visit } from "../harness/browser.ts";
import { openKeyFileByOpenssl, openPfxByOpenssl } from "../harness/openssl.ts";
import { type FileForm, filesOf, type Person } from "../harness/openssl_people.ts";
import { personOf, type Room, type Scenario } from "../world.ts";

/** `target` as the page names it. */
const CONVERSIONS = [
  { from: "A", target: "pfx3des", words: "pair → PFX (3DES)" },
  { from: "D-ARIA", target: "pfxAes256", words: "ARIA pair → PFX (AES-256)" },
  { from: "PFX-3DES", target: "pair", words: "PFX (3DES) → pair" },
  { from: "PFX-RC2", target: "pair", words: "PFX (RC2) → pair" },
] as const satisfies readonly { from: FileForm; target: string; words: string }[];

export function converterScenarios(): Scenario[] {
  return CONVERSIONS.map((conversion): Scenario => ({
    name: `Converter: ${conversion.words} opens in OpenSSL with the same key, certificate and R`,
    phase: 1,
    holds: [],
    run: (room) => convert(room, conversion),
  }));
}

async function convert(
  room: Room,
  { from, target }: { from: FileForm; target: string },
): Promise<void> {
  const { world } = room;
  const person = personOf(world, "places-corporation");
  const page = await visit(room);
  const sentBefore: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET") sentBefore.push(request.url());
  });
  await page.goto("/certificates/converter");
  const home = await Deno.makeTempDir({ dir: world.directory });
  const files = await filesOf(person, from);
  for (const file of files) await Deno.writeFile(`${home}/${file.name}`, file.buffer);
  await page.locator("#convert-files").setInputFiles(files.map(({ name }) => `${home}/${name}`));
  await page.locator('#convert-form input[name="certificate"]:checked')
    .waitFor({ state: "attached" });
  await page.locator(`label:has(input[name="target"][value="${target}"])`).click();
  await page.locator("#field-password").fill(person.password);
  await page.locator("#convert-button").click();
  const written = await downloads(page);
  deepEqual(sentBefore, [], "the converter sends nothing");
  await opensInOpenssl(person, { target, written, home });
}

async function downloads(page: Page): Promise<ReadonlyMap<string, Uint8Array>> {
  const links = page.locator("#downloads a");
  await links.first().waitFor();
  const files = new Map<string, Uint8Array>();
  for (const link of await links.all()) {
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    files.set(download.suggestedFilename(), await Deno.readFile(await download.path()));
  }
  return files;
}

async function opensInOpenssl(
  person: Person,
  result: { target: string; written: ReadonlyMap<string, Uint8Array>; home: string },
): Promise<void> {
  const { privateExponent } = exponentOf(await Deno.readTextFile(`${person.directory}/key.pem`));
  const certificate = await Deno.readFile(`${person.directory}/signCert.der`);
  if (result.target === "pair") {
    const [der, file] = [result.written.get("signCert.der"), result.written.get("signPri.key")];
    ok(der && file, [...result.written.keys()].join());
    deepEqual(der, certificate);
    const key = Buffer.from(await openKeyFileByOpenssl(file, person.password));
    equal(exponentOf({ key, format: "der", type: "pkcs8" }).privateExponent, privateExponent);
    return ok(key.toString("hex").includes(person.randomHex), "R is in the key file");
  }
  const [[name, pfx]] = [...result.written] as [[string, Uint8Array]];
  ok(name.endsWith(".pfx"), name);
  const path = `${result.home}/${crypto.randomUUID()}.pfx`;
  await Deno.writeFile(path, pfx);
  const opened = await openPfxByOpenssl(path, person.password);
  deepEqual(opened.certificate, certificate);
  equal(exponentOf(opened.keyPem).privateExponent, privateExponent);
  ok(opened.attributes.includes(person.randomHex), "R is among the attributes of the key");
}

function exponentOf(key: Parameters<typeof createPrivateKey>[0]) {
  return { privateExponent: createPrivateKey(key).export({ format: "jwk" }).d };
}
