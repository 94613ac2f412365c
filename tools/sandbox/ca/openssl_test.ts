import assert from "node:assert/strict";
import { ldapBase } from "./authority.ts";
import { startLdapServer } from "./ldap_server.ts";
import { startTestAuthority, type TestAuthority } from "./test_authority.ts";

let shared: TestAuthority | undefined;

async function run(
  command: string,
  args: readonly string[],
): Promise<{ code: number; text: string }> {
  const { code, stdout, stderr } = await new Deno.Command(command, { args: [...args] }).output();
  const decoder = new TextDecoder();
  return { code, text: decoder.decode(stdout) + decoder.decode(stderr) };
}

function isInstalled(command: string): boolean {
  try {
    new Deno.Command(command, { args: ["-V"], stdout: "null", stderr: "null" }).outputSync();
    return true;
  } catch {
    return false;
  }
}

const withOpenssl = { ignore: !isInstalled("openssl") };
const withLdapsearch = { ignore: !isInstalled("ldapsearch") };

/** The authority's files as PEM in a folder, as a relying party has them. */
async function relyingParty() {
  const ca = shared ??= startTestAuthority();
  await ca.authority.ready;
  const folder = await Deno.makeTempDir();
  const paths: Record<string, readonly [string, string]> = {
    root: ["/pki/root.der", "x509"],
    ca: ["/pki/ca.der", "x509"],
    crl: ["/pki/ca.crl", "crl"],
    rootCrl: ["/pki/root.crl", "crl"],
    good: ["/sandbox/certificates/good/cert", "x509"],
    revoked: ["/sandbox/certificates/revoked/cert", "x509"],
  };
  for (const [name, [path, kind]] of Object.entries(paths)) {
    const bytes = new Uint8Array(await (await ca.app.request(path)).arrayBuffer());
    await Deno.writeFile(`${folder}/${name}.der`, bytes);
    const args = [
      kind,
      "-inform",
      "DER",
      "-in",
      `${folder}/${name}.der`,
      "-out",
      `${folder}/${name}.pem`,
    ];
    assert.equal((await run("openssl", args)).code, 0, name);
  }
  const at = String(Math.floor(ca.context.now().getTime() / 1_000));
  return { ca, file: (name: string) => `${folder}/${name}`, at };
}

Deno.test(
  "openssl verify accepts the chain and refuses the revoked one by the list",
  withOpenssl,
  async () => {
    const { file, at } = await relyingParty();
    const verify = (name: string) =>
      run("openssl", [
        "verify",
        "-attime",
        at,
        "-crl_check_all",
        "-CAfile",
        file("root.pem"),
        "-untrusted",
        file("ca.pem"),
        "-CRLfile",
        file("crl.pem"),
        "-CRLfile",
        file("rootCrl.pem"),
        file(`${name}.pem`),
      ]);
    assert.match((await verify("good")).text, /good\.pem: OK/);
    assert.match((await verify("revoked")).text, /certificate revoked/);
  },
);

Deno.test(
  "openssl ocsp finds good and revoked, and the answer's signature is right",
  withOpenssl,
  async () => {
    const { ca, file, at } = await relyingParty();
    for (const [name, status] of [["good", "good"], ["revoked", "revoked"]] as const) {
      await run("openssl", [
        "ocsp",
        "-issuer",
        file("ca.pem"),
        "-cert",
        file(`${name}.pem`),
        "-no_nonce",
        "-reqout",
        file("q"),
      ]);
      const response = await ca.app.request("/pki/ocsp", {
        method: "POST",
        body: await Deno.readFile(file("q")),
      });
      await Deno.writeFile(file("r"), new Uint8Array(await response.arrayBuffer()));
      const { text } = await run("openssl", [
        "ocsp",
        "-issuer",
        file("ca.pem"),
        "-cert",
        file(`${name}.pem`),
        "-respin",
        file("r"),
        "-no_nonce",
        "-CAfile",
        file("root.pem"),
        "-verify_other",
        file("ca.pem"),
        "-attime",
        at,
        "-validity_period",
        "99999999",
      ]);
      assert.match(text, /Response verify OK/);
      assert.match(text, new RegExp(`${name}\\.pem: ${status}`));
    }
  },
);

Deno.test(
  "openssl ts verifies a time stamp over its file and over no other",
  withOpenssl,
  async () => {
    const { ca, file, at } = await relyingParty();
    await Deno.writeTextFile(file("data"), "전자문서");
    await Deno.writeTextFile(file("other"), "다른 문서");
    await run("openssl", [
      "ts",
      "-query",
      "-data",
      file("data"),
      "-sha256",
      "-cert",
      "-out",
      file("tsq"),
    ]);
    const response = await ca.app.request("/pki/tsa", {
      method: "POST",
      body: await Deno.readFile(file("tsq")),
    });
    await Deno.writeFile(file("tsr"), new Uint8Array(await response.arrayBuffer()));
    const verify = (name: string) =>
      run("openssl", [
        "ts",
        "-verify",
        "-data",
        file(name),
        "-in",
        file("tsr"),
        "-CAfile",
        file("root.pem"),
        "-untrusted",
        file("ca.pem"),
        "-attime",
        at,
      ]);
    assert.match((await verify("data")).text, /Verification: OK/);
    assert.match((await verify("other")).text, /FAILED/);
  },
);

Deno.test(
  "ldapsearch reads the list from the directory and nothing else",
  withLdapsearch,
  async () => {
    const ca = shared ??= startTestAuthority();
    const revocationList = () => ca.authority.revocationList();
    await using server = disposable(
      startLdapServer({ port: 0, baseObject: ldapBase, revocationList }),
    );
    const search = (base: string, scope: string) =>
      run("ldapsearch", [
        "-x",
        "-LLL",
        "-o",
        "ldif-wrap=no",
        "-H",
        `ldap://127.0.0.1:${server.port}`,
        "-b",
        base,
        "-s",
        scope,
        "certificateRevocationList;binary",
      ]);
    const found = await search("OU=dp1, ou=AccreditedCA,o=yessign,c=kr", "base");
    const base64 = /certificateRevocationList;binary:: (\S+)/.exec(found.text)?.[1] ?? "";
    assert.deepEqual(
      Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
      new Uint8Array(await revocationList()),
    );
    assert.equal((await search("ou=dp2,o=other", "base")).code, 32);
    assert.equal((await search(ldapBase, "sub")).code, 53);
  },
);

Deno.test("the directory drops a connection that speaks no LDAP, and goes on", async () => {
  const server = startLdapServer({
    port: 0,
    baseObject: ldapBase,
    revocationList: () => Promise.resolve(new Uint8Array([1, 2])),
  });
  for (
    const junk of [[0x16, 3, 1, 0], [0x30, 0x84, 0xff, 0xff, 0xff, 0xff], [
      0x30,
      0x03,
      0x02,
      0x01,
      0x01,
    ]]
  ) {
    const connection = await Deno.connect({ port: server.port });
    await connection.write(new Uint8Array(junk));
    assert.equal(await connection.read(new Uint8Array(10)), null);
    connection.close();
  }
  await server.close();
});

function disposable<T extends { close(): Promise<void> }>(value: T): T & AsyncDisposable {
  return Object.assign(value, { [Symbol.asyncDispose]: () => value.close() });
}
