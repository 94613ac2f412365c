import {
  fromBase64,
  type KeyFileForm,
  type PfxEncryption,
  readCertificate,
  toBase64,
  writeKeyFile,
  writePfx,
} from "@maru/pki/browser";
import { openedKeyOf } from "@maru/pki/issue";
import { zipSync } from "fflate";
import { commonNameOf, isCompany } from "./certificate_store.ts";
import { type DemoCertificate, demoPassword } from "./demo_certificate.ts";

/** Forms of a signPri.key, by the word in the address. */
export const keyForms = {
  "a": { form: "seedCBCWithSHA1", label: "A (SEED, PBKDF1)" },
  "b": { form: "seedCBC", label: "B (SEED, 옛 형식)" },
  "c": { form: "pbes2-seed", label: "C (PBES2 SEED)" },
  "d-aes": { form: "pbes2-aes256", label: "D (PBES2 AES-256)" },
  "d-aria": { form: "pbes2-aria256", label: "D (PBES2 ARIA-256)" },
} as const satisfies Record<string, { form: KeyFileForm; label: string }>;

/** Kinds of PFX, by the word in the address. */
export const pfxForms = {
  "3des": { encryption: "3des", label: "3DES (은행 내보내기)" },
  "aes": { encryption: "aes256", label: "AES-256 (요즘 도구)" },
  "rc2": { encryption: "rc2-40cert", label: "RC2-40 (옛 Windows)" },
} as const satisfies Record<string, { encryption: PfxEncryption; label: string }>;

type KeyFormName = keyof typeof keyForms;
type PfxFormName = keyof typeof pfxForms;

export interface CertificateFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/**
 * One file of a demo certificate: `cert`, `key-<form>`, `pfx-<form>`, `pair-<form>` (a zip in the
 * folders of NPKI), `all` (a zip of everything), `json` (certificate and key of form A in base64).
 * Undefined where there is no such form.
 */
export async function fileOf(
  demo: DemoCertificate,
  form: string,
): Promise<CertificateFile | undefined> {
  const certificate = fromBase64(demo.current.certificate);
  if (form === "cert") {
    return { name: "signCert.der", contentType: "application/pkix-cert", bytes: certificate };
  }
  if (form === "all") return await everything(demo);
  if (form === "json") return await asJson(demo);
  const [kind, name] = splitOnce(form);
  if (kind === "key" && isKeyForm(name)) {
    return {
      name: "signPri.key",
      contentType: "application/octet-stream",
      bytes: await keyFile(demo, name),
    };
  }
  if (kind === "pair" && isKeyForm(name)) {
    const folder = folderOf(demo);
    const files = {
      [`${folder}/signCert.der`]: certificate,
      [`${folder}/signPri.key`]: await keyFile(demo, name),
    };
    return {
      name: `${demo.record.id}-${name}.zip`,
      contentType: "application/zip",
      bytes: zipSync(files),
    };
  }
  if (kind === "pfx" && isPfxForm(name)) {
    const bytes = await pfxFile(demo, name);
    return { name: `${demo.record.id}-${name}.pfx`, contentType: "application/x-pkcs12", bytes };
  }
  return undefined;
}

async function everything(demo: DemoCertificate): Promise<CertificateFile> {
  const files: Record<string, Uint8Array> = {};
  const certificate = fromBase64(demo.current.certificate);
  files[`${folderOf(demo)}/signCert.der`] = certificate;
  files[`${folderOf(demo)}/signPri.key`] = await keyFile(demo, "a");
  for (const name of Object.keys(keyForms) as KeyFormName[]) {
    files[`forms/${name}/signCert.der`] = certificate;
    files[`forms/${name}/signPri.key`] = await keyFile(demo, name);
  }
  for (const name of Object.keys(pfxForms) as PfxFormName[]) {
    files[`forms/${name}.pfx`] = await pfxFile(demo, name);
  }
  return { name: `${demo.record.id}.zip`, contentType: "application/zip", bytes: zipSync(files) };
}

async function asJson(demo: DemoCertificate): Promise<CertificateFile> {
  const text = JSON.stringify({
    signCert: demo.current.certificate,
    signPri: toBase64(await keyFile(demo, "a")),
    password: demoPassword,
  });
  return {
    name: `${demo.record.id}.json`,
    contentType: "application/json; charset=utf-8",
    bytes: new TextEncoder().encode(text),
  };
}

async function keyFile(demo: DemoCertificate, name: KeyFormName): Promise<Uint8Array> {
  return await writeKeyFile({
    key: keyOf(demo),
    password: demoPassword,
    form: keyForms[name].form,
  });
}

async function pfxFile(demo: DemoCertificate, name: PfxFormName): Promise<Uint8Array> {
  return await writePfx({
    certificate: readCertificate(fromBase64(demo.current.certificate)),
    key: keyOf(demo),
    password: demoPassword,
    encryption: pfxForms[name].encryption,
  });
}

/** The private key with R, ready for writing or signing. */
export function keyOf({ record }: DemoCertificate) {
  return openedKeyOf(
    { spki: fromBase64(record.spki), pkcs8: fromBase64(record.pkcs8) },
    fromBase64(record.randomNum),
  );
}

/** Where a bank's program would put it: `NPKI/yessign/USER/<distinguished name>`. */
function folderOf({ record }: DemoCertificate): string {
  const unit = isCompany(record) ? "corporation4EC" : "personal4IB";
  const name = commonNameOf(record).replaceAll(/[\\/:*?"<>|]/g, "_");
  return `NPKI/yessign/USER/cn=${name},ou=${unit},o=yessign,c=kr`;
}

function splitOnce(form: string): [string, string] {
  const at = form.indexOf("-");
  return at < 0 ? [form, ""] : [form.slice(0, at), form.slice(at + 1)];
}

function isKeyForm(name: string): name is KeyFormName {
  return Object.hasOwn(keyForms, name);
}

function isPfxForm(name: string): name is PfxFormName {
  return Object.hasOwn(pfxForms, name);
}
