import { computeVid, toBase64, writeKeyFile } from "@maru/pki";
import {
  generateRsaKeyPair,
  issueAuthority,
  issueRoot,
  issueUserCertificate,
  openedKeyOf,
} from "@maru/pki/issue";
import { bundleScripts } from "../build/scripts.ts";
import type { BenchContext } from "./benches.ts";
import { type ChromiumPage, openChromium } from "./chromium.ts";
import { compare, type Result } from "./measure.ts";
import { servePage } from "./key_open_page.ts";

const PASSWORD = "bench-Password-1!";
const ROUND_COUNT = 11;
const LOOK_EVERY_MS = 100;
const LOOK_COUNT_MAX = 100;
const YEAR_MS = 365 * 24 * 3_600_000;

/** What the page is given to open, as base64. */
export interface KeyFiles {
  readonly certificate: string;
  /** Form A: seedCBCWithSHA1, PKCS #5 PBKDF1 with 2,048 rounds. */
  readonly formA: string;
  /** The same key in clear, for the baseline to encrypt. */
  readonly pkcs8: string;
  readonly password: string;
}

/** The built worker opens a key file in real Chromium. */
export async function benchKeyOpen(_context: BenchContext): Promise<Result[]> {
  const files = await makeKeyFiles();
  const { files: scripts } = await bundleScripts(new URL("../..", import.meta.url).pathname);
  const server = servePage(scripts);
  const page = await openChromium(server.url);
  try {
    await untilLoaded(page);
    await page.evaluate(`globalThis.files = ${JSON.stringify(files)}; 0`);
    return [
      await compare({
        name: "key-open",
        unit: "ms",
        isGreaterFaster: false,
        roundCount: ROUND_COUNT,
        ours: () => run(page, "openByWorker"),
        baseline: () => run(page, "openByWebCrypto"),
      }),
    ];
  } finally {
    await page.close();
    await server.close();
  }
}

/** While the browser is still on its way to the page, there is nothing to ask. */
async function untilLoaded(page: ChromiumPage): Promise<void> {
  for (let look = 0; look < LOOK_COUNT_MAX; look++) {
    if (await page.evaluate("globalThis.isReady === true").catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error("Cannot bench: the page does not load");
}

async function run(page: ChromiumPage, name: string): Promise<number> {
  return Number(await page.evaluate(`${name}(files)`));
}

async function makeKeyFiles(): Promise<KeyFiles> {
  const nowMs = Date.now();
  const validity = {
    notBefore: new Date(nowMs - YEAR_MS),
    notAfter: new Date(nowMs + YEAR_MS),
  };
  const subject = (commonName: string) => ({ country: "KR", organization: "BENCH", commonName });
  const [rootKeys, authorityKeys, keyPair] = await Promise.all([
    generateRsaKeyPair(),
    generateRsaKeyPair(),
    generateRsaKeyPair(),
  ]);
  const root = await issueRoot({ ...validity, subject: subject("Bench Root"), keyPair: rootKeys });
  const issuer = await issueAuthority({
    ...validity,
    issuer: root,
    subject: subject("Bench CA"),
    keyPair: authorityKeys,
  });
  const randomNum = crypto.getRandomValues(new Uint8Array(20));
  const certificate = await issueUserCertificate({
    ...validity,
    issuer,
    subject: subject("주식회사 벤치()0088049"),
    spki: keyPair.spki,
    policyOid: "1.2.410.200005.1.1.5",
    vid: computeVid({ idn: "1234567891", randomNum }),
  });
  const formA = await writeKeyFile({
    key: openedKeyOf(keyPair, randomNum),
    password: PASSWORD,
    form: "seedCBCWithSHA1",
  });
  return {
    certificate: toBase64(certificate),
    formA: toBase64(formA),
    pkcs8: toBase64(keyPair.pkcs8),
    password: PASSWORD,
  };
}
