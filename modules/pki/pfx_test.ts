import { deepEqual, equal, rejects } from "node:assert/strict";
import { createHmac, pbkdf2Sync } from "node:crypto";
import { toBase64, toHex } from "./bytes.ts";
import { readCertificate } from "./certificate.ts";
import { readDer } from "./der_reader.ts";
import { childAt } from "./der_values.ts";
import { algorithmIdentifier, integer, nullValue, octetString, sequence } from "./der_writer.ts";
import {
  DamagedFileError,
  LimitExceededError,
  UnsupportedFormatError,
  WrongPasswordError,
} from "./errors.ts";
import { openKeyFile } from "./key_file.ts";
import { PKCS } from "./oids.ts";
import { openPfx } from "./pfx.ts";
import { writePfx } from "./pfx_writer.ts";
import { openssl, testFile, testText } from "./testing_files.ts";

const password = testText("company/password");
const randomNum = testText("company/r.hex");
const encryptions = ["3des", "aes256", "rc2-40cert"] as const;

Deno.test("openPfx() opens the three kinds that OpenSSL made and keeps R", async () => {
  for (const name of ["bank.pfx", "aes.pfx", "rc2.pfx"]) {
    const opened = await openPfx({ pfx: testFile(`company/${name}`), password });
    equal(opened.certificate.displayName, "주식회사 마루");
    equal(toHex(opened.key.randomNum ?? new Uint8Array()), randomNum, name);
  }
});

Deno.test("openPfx() says wrong password, and damaged when bytes are missing", async () => {
  for (const name of ["bank.pfx", "aes.pfx", "rc2.pfx"]) {
    const pfx = testFile(`company/${name}`);
    await rejects(openPfx({ pfx, password: "wrong" }), WrongPasswordError);
    await rejects(openPfx({ pfx: pfx.slice(0, -3), password }), DamagedFileError);
  }
});

Deno.test("writePfx() writes what opens again with R, here and in OpenSSL", async () => {
  const opened = await openPfx({ pfx: testFile("company/bank.pfx"), password });
  const otherCertificates = [readCertificate(testFile("ca.crt"))];
  for (const encryption of encryptions) {
    const pfx = await writePfx({
      ...opened,
      otherCertificates,
      password: "새 비밀번호1",
      encryption,
    });
    const again = await openPfx({ pfx, password: "새 비밀번호1" });
    deepEqual(again.certificate.der, opened.certificate.der);
    equal(again.otherCertificates.length, 1);
    equal(toHex(again.key.randomNum ?? new Uint8Array()), randomNum);
    const args = ["pkcs12", "-legacy", "-nodes", "-in", "pfx", "-passin", "pass:새 비밀번호1"];
    const peer = await openssl(args, { pfx });
    if (!peer) continue;
    equal(peer.code, 0, encryption);
    const attribute = /1\.2\.410\.200004\.10\.1\.1\.3: ([0-9A-F ]+)/.exec(peer.text)?.[1] ?? "";
    equal(attribute.replaceAll(" ", "").toLowerCase(), randomNum, encryption);
  }
});

Deno.test("openPfx() picks the certificate for signatures, never a kmCert", async () => {
  const { certificate, key } = await openPfx({ pfx: testFile("company/bank.pfx"), password });
  const km = readCertificate(testFile("km.der"));
  const pfx = await writePfx({
    certificate: km,
    key,
    otherCertificates: [certificate],
    password,
    encryption: "3des",
  });
  equal((await openPfx({ pfx, password })).certificate.serialHex, certificate.serialHex);

  const kmKey = await openKeyFile({ keyFile: testFile("km.key"), password });
  const kmAlone = await writePfx({ certificate: km, key: kmKey, password, encryption: "3des" });
  await rejects(openPfx({ pfx: kmAlone, password }), DamagedFileError);
});

Deno.test("openPfx() refuses other files and oversize ones", async () => {
  await rejects(
    openPfx({ pfx: testFile("company/signPri.key"), password }),
    (error) => error instanceof DamagedFileError || error instanceof UnsupportedFormatError,
  );
  await rejects(
    openPfx({ pfx: new Uint8Array(256 * 1024 + 1), password }),
    LimitExceededError,
  );
});

Deno.test("openPfx() opens what OpenSSL exports, with every MAC and cipher", async () => {
  const files = {
    key: testFile("company/key.pem"),
    certificate: pemOf(testFile("company/signCert.der")),
  };
  const variants = [
    ...["sha1", "sha256", "sha384", "sha512"].map((digest) => ["-macalg", digest]),
    ["-nomac"],
    ["-legacy"],
    ["-keypbe", "aes-128-cbc", "-certpbe", "NONE"],
    ["-legacy", "-keypbe", "PBE-SHA1-RC2-128", "-certpbe", "PBE-SHA1-2DES"],
  ];
  for (const variant of variants) {
    const args = ["pkcs12", "-export", "-inkey", "key", "-in", "certificate", ...variant];
    const peer = await openssl([...args, "-passout", `pass:${password}`], files);
    if (!peer) return;
    const pfx = new Uint8Array(peer.output);
    const opened = await openPfx({ pfx, password });
    equal(opened.certificate.displayName, "주식회사 마루", variant.join(" "));
    await rejects(openPfx({ pfx, password: "wrong" }), WrongPasswordError, variant.join(" "));
  }
});

Deno.test("openPfx() checks a PBMAC1 (RFC 9579), as new tools write it", async () => {
  const opened = await openPfx({ pfx: testFile("company/bank.pfx"), password });
  const written = readDer(await writePfx({ ...opened, password, encryption: "aes256" }));
  const safe = childAt(childAt(childAt(written, 1), 1), 0).content;
  const salt = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
  const hmacAlgorithm = algorithmIdentifier("1.2.840.113549.2.9", nullValue());
  const key = pbkdf2Sync(password, salt, 1000, 32, "sha256");
  const mac = createHmac("sha256", key).update(safe).digest();
  const withMac = (digest: Uint8Array) => {
    const derivation = sequence(octetString(salt), integer(1000), integer(32), hmacAlgorithm);
    const parameters = sequence(algorithmIdentifier(PKCS.pbkdf2, derivation), hmacAlgorithm);
    const digestInfo = sequence(
      algorithmIdentifier(PKCS.pbmac1, parameters),
      octetString(digest),
    );
    const macData = sequence(digestInfo, octetString(salt), integer(1));
    return sequence(integer(3), childAt(written, 1).bytes, macData);
  };
  equal((await openPfx({ pfx: withMac(mac), password })).certificate.displayName, "주식회사 마루");
  await rejects(openPfx({ pfx: withMac(new Uint8Array(32)), password }), WrongPasswordError);
});

function pemOf(der: Uint8Array): Uint8Array {
  const body = toBase64(der).replace(/.{64}/g, "$&\n");
  return new TextEncoder().encode(
    `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`,
  );
}
