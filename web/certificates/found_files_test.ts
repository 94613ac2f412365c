import assert from "node:assert/strict";
import { findCertificates, type NamedFile, PAIR_FILE_BYTES_MAX } from "./found_files.ts";

/** A file whose only byte tells it from the others. */
function file(path: string, byte = 1, sizeBytes = 1): NamedFile {
  return { path, sizeBytes, read: () => Promise.resolve(Uint8Array.of(byte)) };
}

Deno.test("findCertificates() pairs signCert and signPri of one folder, in any case", async () => {
  const { found, problems } = await findCertificates([
    file("NPKI/yessign/USER/cn=홍길동()0041,ou=KB/SIGNPRI.KEY", 2),
    file("NPKI/yessign/USER/cn=홍길동()0041,ou=KB/signCert.DER", 1),
  ]);
  assert.deepEqual(problems, []);
  assert.deepEqual(found, [{
    label: "홍길동()0041",
    files: { kind: "pair", certificate: Uint8Array.of(1), key: Uint8Array.of(2) },
  }]);
});

Deno.test("findCertificates() never takes kmCert and kmPri", async () => {
  const alone = await findCertificates([file("a/kmCert.der", 8), file("a/KMPRI.KEY", 9)]);
  assert.deepEqual(alone, { found: [], problems: [{ kind: "nothing" }] });
  const { found, problems } = await findCertificates([
    file("a/kmCert.der", 8),
    file("a/kmPri.key", 9),
    file("a/signCert.cer", 1),
    file("a/signPri.key", 2),
  ]);
  assert.deepEqual(found.map(({ files }) => files), [
    { kind: "pair", certificate: Uint8Array.of(1), key: Uint8Array.of(2) },
  ]);
  assert.deepEqual(problems, []);
});

Deno.test("findCertificates() keeps the pairs of several folders apart", async () => {
  const { found } = await findCertificates([
    file("b/signCert.der", 3),
    file("a/signPri.key", 2),
    file("b/signPri.key", 4),
    file("a/signCert.der", 1),
  ]);
  assert.deepEqual(
    found.map(({ label, files }) => [label, files.kind === "pair" && files.key[0]]),
    [["a", 2], ["b", 4]],
  );
});

Deno.test("findCertificates() takes every PFX and P12 by itself", async () => {
  const { found } = await findCertificates([file("회사.pfx", 1), file("개인.P12", 2)]);
  assert.deepEqual(found, [
    { label: "회사.pfx", files: { kind: "pfx", pfx: Uint8Array.of(1) } },
    { label: "개인.P12", files: { kind: "pfx", pfx: Uint8Array.of(2) } },
  ]);
});

Deno.test("findCertificates() pairs files of other names when there is one of each", async () => {
  const one = await findCertificates([file("mine.crt"), file("secret.key")]);
  assert.equal(one.found.length, 1);
  const two = await findCertificates([
    file("a.cer", 1),
    file("a.key", 2),
    file("b.key", 4),
    file("b.cer", 3),
  ]);
  assert.deepEqual(
    two.found.map(({ files }) => files.kind === "pair" && [files.certificate[0], files.key[0]]),
    [[1, 2], [3, 4]],
  );
});

Deno.test("findCertificates() says which half is missing, what is too large, and that nothing is there", async () => {
  const problems = async (...files: NamedFile[]) => (await findCertificates(files)).problems;
  assert.deepEqual(await problems(file("signCert.der")), [
    { kind: "keyMissing", path: "signCert.der" },
  ]);
  assert.deepEqual(await problems(file("signPri.key")), [
    { kind: "certificateMissing", path: "signPri.key" },
  ]);
  assert.deepEqual(await problems(file("x.pfx", 1, 10 * PAIR_FILE_BYTES_MAX)), [
    { kind: "tooLarge", path: "x.pfx" },
  ]);
  assert.deepEqual(await problems(file("사진.jpg")), [{ kind: "nothing" }]);
  assert.deepEqual(await problems(), [{ kind: "nothing" }]);
});

Deno.test("findCertificates() never reads a file whose name says nothing of certificates", async () => {
  const photo = { path: "사진.jpg", sizeBytes: 9, read: () => Promise.reject(new Error("read")) };
  assert.deepEqual((await findCertificates([photo])).found, []);
});
