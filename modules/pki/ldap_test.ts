import { deepEqual, equal, rejects } from "node:assert/strict";
import { concatBytes, utf8 } from "./bytes.ts";
import { integer, octetString, sequence, writeElement } from "./der_writer.ts";
import { readDer } from "./der_reader.ts";
import { childAt } from "./der_values.ts";
import { issueRevocationList } from "./issue.ts";
import { parseLdapUrl } from "./ldap.ts";
import { addMs, makeAuthority, makeUser, makeVerifier, NOW } from "./testing_authority.ts";
import { isAllowedAddress } from "./revocation_transport.ts";
import { RevocationUnknownError } from "./verification_errors.ts";

const NAME = "ou=dp1p1,ou=AccreditedCA,o=yessign,c=kr";

Deno.test("parseLdapUrl() reads addresses as Korean certificates carry them", () => {
  deepEqual(
    parseLdapUrl(
      "ldap://ds.yessign.or.kr:389/ou=dp5p22874,ou=AccreditedCA,o=yessign,c=kr?certificateRevocationList",
    ),
    {
      hostname: "ds.yessign.or.kr",
      port: 389,
      distinguishedName: "ou=dp5p22874,ou=AccreditedCA,o=yessign,c=kr",
      attribute: "certificateRevocationList",
    },
  );
  equal(parseLdapUrl("ldap://ldap.signgate.com/ou=a%20b,c=KR")?.distinguishedName, "ou=a b,c=KR");
  equal(parseLdapUrl("http://ds.yessign.or.kr/"), undefined);
});

Deno.test("isAllowedAddress() takes hosts with and without port, and no user names or other schemes", () => {
  const hosts = ["ca.example.test", "127.0.0.1:8002"];
  equal(isAllowedAddress("http://ca.example.test/a", hosts), true);
  equal(isAllowedAddress("http://ca.example.test:81/a", hosts), true);
  equal(isAllowedAddress("http://127.0.0.1:8002/a", hosts), true);
  equal(isAllowedAddress("http://127.0.0.1:5432/a", hosts), false);
  equal(isAllowedAddress("http://ca.example.test.evil.test/a", hosts), false);
  equal(isAllowedAddress("http://ca.example.test@evil.test/a", hosts), false);
  equal(isAllowedAddress("file:///etc/passwd", hosts), false);
  equal(isAllowedAddress("ldap://ca.example.test/c=kr", hosts), true);
  equal(isAllowedAddress("ldap://evil.test/c=kr", hosts), false);
});

/** A directory server that knows one entry and writes lengths in four bytes, as real ones do. */
function startDirectory(list: Uint8Array, { isSilent = false } = {}) {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const long = (tag: number, ...contents: Uint8Array[]) => {
    const content = concatBytes(...contents);
    const size = new Uint8Array(4);
    new DataView(size.buffer).setUint32(0, content.length);
    return concatBytes(Uint8Array.of(tag, 0x84), size, content);
  };
  const result = concatBytes(
    writeElement(0x0a, Uint8Array.of(0)),
    octetString(utf8("")),
    octetString(utf8("")),
  );
  const names: string[] = [];

  async function serve(connection: Deno.Conn): Promise<void> {
    const buffer = new Uint8Array(4096);
    for (;;) {
      const count = await connection.read(buffer).catch(() => null);
      if (count === null) break;
      if (isSilent) continue;
      const message = readDer(buffer.slice(0, count));
      const id = integer(childAt(message, 0).content);
      const operation = childAt(message, 1);
      if (operation.tag === 0x60) {
        await connection.write(long(0x30, id, long(0x61, result)));
        continue;
      }
      names.push(new TextDecoder().decode(childAt(operation, 0).content));
      const attribute = sequence(
        octetString(utf8("certificateRevocationList;binary")),
        writeElement(0x31, octetString(list)),
      );
      const entry = long(0x30, id, long(0x64, octetString(utf8(NAME)), long(0x30, attribute)));
      const done = long(0x30, id, long(0x65, result));
      // In two pieces, so that the reader has to wait for the rest.
      const answer = concatBytes(entry, done);
      await connection.write(answer.slice(0, 100));
      await connection.write(answer.slice(100));
    }
    connection.close();
  }

  const serving = (async () => {
    for await (const connection of listener) await serve(connection);
  })();
  return {
    port: listener.addr.port,
    names,
    async stop() {
      listener.close();
      await serving;
    },
  };
}

const ca = await makeAuthority();
const list = await issueRevocationList({
  issuer: ca.authority,
  crlNumber: 1,
  thisUpdate: addMs(NOW, -1000),
  nextUpdate: addMs(NOW, 60_000),
  revoked: [],
});

Deno.test("verifier.check() fetches a list from a directory, by anonymous search", async () => {
  const directory = startDirectory(list);
  const url = `ldap://127.0.0.1:${directory.port}/${NAME}?certificateRevocationList`;
  const user = await makeUser(ca, { crlUrls: [url], ocspUrls: [] });
  const revocation = { mode: "required", allowedHosts: [`127.0.0.1:${directory.port}`] } as const;
  const checked = await makeVerifier(ca, { revocation }).check({
    purpose: "login",
    certificate: user.certificate,
    otherCertificates: [ca.authorityCertificate],
  });
  equal(checked.revocation.source, "crl");
  deepEqual(directory.names, [NAME]);
  await directory.stop();
});

Deno.test("verifier.check() gives up on a directory that does not answer in time", async () => {
  const directory = startDirectory(list, { isSilent: true });
  const url = `ldap://127.0.0.1:${directory.port}/${NAME}`;
  const user = await makeUser(ca, { crlUrls: [url], ocspUrls: [] });
  const revocation = {
    mode: "required",
    allowedHosts: ["127.0.0.1"],
    timeoutMs: 100,
  } as const;
  await rejects(
    makeVerifier(ca, { revocation }).check({
      purpose: "login",
      certificate: user.certificate,
      otherCertificates: [ca.authorityCertificate],
    }),
    RevocationUnknownError,
  );
  await directory.stop();
});
