/**
 * People with certificates that OpenSSL made: `tools/npki/make.sh` shares no code with the product.
 *
 * @module
 */

/** Whom a certificate is made for; see the settings of `make.sh`. */
export interface PersonRequest {
  readonly id: string;
  readonly name: string;
  /** The number in the virtual id: 10 digits of a business, 13 of a person. */
  readonly number: string;
  readonly policyOid: string;
  /** Negative: expired so many days ago. */
  readonly days?: number;
  readonly isRevoked?: boolean;
}

export type KeyForm = "A" | "B" | "C" | "D-AES" | "D-ARIA";
export type PfxForm = "PFX-3DES" | "PFX-AES" | "PFX-RC2";
export type FileForm = KeyForm | PfxForm;

export const KEY_FORMS: readonly KeyForm[] = ["A", "B", "C", "D-AES", "D-ARIA"];
export const FILE_FORMS: readonly FileForm[] = [...KEY_FORMS, "PFX-3DES", "PFX-AES", "PFX-RC2"];

const FILE_NAMES: Readonly<Record<FileForm, string>> = {
  "A": "signPri.key",
  "B": "signPri.seedcbc.key",
  "C": "signPri.pbes2.key",
  "D-AES": "signPri.aes.key",
  "D-ARIA": "signPri.aria.key",
  "PFX-3DES": "bank.pfx",
  "PFX-AES": "aes.pfx",
  "PFX-RC2": "rc2.pfx",
};

export interface Person extends PersonRequest {
  readonly directory: string;
  readonly password: string;
  /** R of the certificate, hexadecimal. */
  readonly randomHex: string;
}

/** Makes people, and before them their authority unless it is there. @throws {Error} with what `make.sh` said */
export async function makePeople(
  options: {
    readonly directory: string;
    readonly revocationUrl: string;
    readonly requests: readonly PersonRequest[];
    readonly hasAuthority?: boolean;
  },
): Promise<readonly Person[]> {
  if (!options.hasAuthority) await make(["authority", options.directory], {});
  const people: Person[] = [];
  for (const request of options.requests) {
    const password = `Npki!${request.id}#${crypto.randomUUID().slice(0, 8)}`;
    await make(["subscriber", options.directory, request.id], {
      NAME: request.name,
      NUMBER: request.number,
      POLICY: request.policyOid,
      PASSWORD: password,
      DAYS: String(request.days ?? 3_000),
      CRL_URL: `${options.revocationUrl}/ca.crl`,
      OCSP_URL: `${options.revocationUrl}/ocsp`,
    });
    if (request.isRevoked) await make(["revoke", options.directory, request.id], {});
    const directory = `${options.directory}/${request.id}`;
    const randomHex = await Deno.readTextFile(`${directory}/r.hex`);
    people.push({ ...request, directory, password, randomHex });
  }
  return people;
}

/** Puts the authority into a folder of trusted roots. */
export async function trustAuthority(directory: string, rootsDirectory: string): Promise<void> {
  await Deno.mkdir(`${rootsDirectory}/intermediates`, { recursive: true });
  await Deno.copyFile(`${directory}/root.crt`, `${rootsDirectory}/openssl-root.crt`);
  await Deno.copyFile(`${directory}/ca.crt`, `${rootsDirectory}/intermediates/openssl-ca.crt`);
}

/** A file as a browser is handed it. */
export interface HandedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Uint8Array<ArrayBuffer>;
}

/** The certificate in one of its forms: a PFX, or a pair under the names that programs use. */
export async function filesOf(person: Person, form: FileForm): Promise<readonly HandedFile[]> {
  const key = await Deno.readFile(`${person.directory}/${FILE_NAMES[form]}`);
  if (form.startsWith("PFX")) {
    return [{ name: `${person.name}.pfx`, mimeType: "application/x-pkcs12", buffer: key }];
  }
  const certificate = await Deno.readFile(`${person.directory}/signCert.der`);
  return [
    { name: "signCert.der", mimeType: "application/x-x509-ca-cert", buffer: certificate },
    { name: "signPri.key", mimeType: "application/octet-stream", buffer: key },
  ];
}

/** Lays the files into a folder as banks' programs do, and answers the folder to pick. */
export async function folderOf(
  people: readonly { person: Person; form: FileForm }[],
  directory: string,
): Promise<string> {
  const root = `${directory}/NPKI`;
  for (const { person, form } of people) {
    const home = `${root}/yessign/USER/cn=${person.name}()0099041,ou=${person.id},o=yessign,c=kr`;
    await Deno.mkdir(home, { recursive: true });
    for (const file of await filesOf(person, form)) {
      await Deno.writeFile(`${home}/${file.name}`, file.buffer);
    }
  }
  return root;
}

async function make(args: readonly string[], env: Record<string, string>): Promise<void> {
  const { success, stderr } = await new Deno.Command("bash", {
    args: ["tools/npki/make.sh", ...args],
    env,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) {
    throw new Error(`Cannot make ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
  }
}
