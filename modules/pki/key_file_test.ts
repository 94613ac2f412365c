import { equal, rejects } from "node:assert/strict";
import { toBase64, toHex } from "./bytes.ts";
import { readCertificate } from "./certificate.ts";
import { integer, octetString, sequence } from "./der_writer.ts";
import { algorithmIdentifier } from "./der_writer.ts";
import {
  DamagedFileError,
  LimitExceededError,
  UnsupportedFormatError,
  WrongPasswordError,
} from "./errors.ts";
import { pbkdf1, pbkdf2, pkcs12Derive } from "./key_derivation.ts";
import { openKeyFile } from "./key_file.ts";
import { type KeyFileForm, writeKeyFile } from "./key_file_writer.ts";
import { KOREAN, PKCS } from "./oids.ts";
import { keyBelongsTo } from "./opened_key.ts";
import { openssl, testFile, testText } from "./testing_files.ts";

const password = testText("company/password");
const randomNum = testText("company/r.hex");
const certificate = readCertificate(testFile("company/signCert.der"));

Deno.test("openKeyFile() opens each form that OpenSSL made, with the same key and R", async () => {
  for (
    const [name, form] of [
      ["signPri.key", "seedCBCWithSHA1"],
      ["signPri.seedcbc.key", "seedCBC"],
      ["signPri.pbes2.key", "pbes2"],
      ["signPri.aria.key", "pbes2"],
      ["signPri.aes.key", "pbes2"],
    ] as const
  ) {
    const key = await openKeyFile({ keyFile: testFile(`company/${name}`), password });
    equal(key.form, form);
    equal(toHex(key.randomNum ?? new Uint8Array()), randomNum, name);
    equal(keyBelongsTo(certificate, key), true, name);
    equal(keyBelongsTo(readCertificate(testFile("km.der")), key), false);
    const usable = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
    await crypto.subtle.importKey("pkcs8", key.pkcs8, usable, false, ["sign"]);
  }
});

Deno.test("openKeyFile() says wrong password in one way for every form, however it shows", async () => {
  for (const name of ["key", "seedcbc.key", "pbes2.key", "aria.key", "aes.key"]) {
    const keyFile = testFile(`company/signPri.${name}`);
    // About one in 256 wrong passwords passes the padding and shows as garbage.
    const count = name === "key" ? 600 : 3;
    for (let guess = 0; guess < count; guess++) {
      await rejects(openKeyFile({ keyFile, password: `guess-${guess}` }), WrongPasswordError);
    }
  }
});

Deno.test("openKeyFile() opens PEM, and a key that is not encrypted", async () => {
  const base64 = toBase64(testFile("company/signPri.aes.key"));
  const pem =
    `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${base64}\n-----END ENCRYPTED PRIVATE KEY-----\n`;
  const key = await openKeyFile({ keyFile: new TextEncoder().encode(pem), password });
  equal(key.form, "pbes2");
  const plain = await openKeyFile({ keyFile: testFile("company/key.pem"), password });
  equal(plain.form, "plain");
  equal(plain.randomNum, undefined);
  equal(keyBelongsTo(certificate, plain), true);
});

Deno.test("openKeyFile() refuses files that are cut short, padded or not keys as damaged", async () => {
  const whole = testFile("company/signPri.key");
  const damaged = [
    whole.slice(0, -1),
    new Uint8Array([...whole, 0]),
    new Uint8Array(),
    new TextEncoder().encode("not a key"),
    sequence(sequence()),
  ];
  for (const keyFile of damaged) {
    await rejects(openKeyFile({ keyFile, password }), DamagedFileError);
  }
});

Deno.test("openKeyFile() refuses unknown ciphers, huge iteration counts and huge files at once", async () => {
  const encrypted = octetString(new Uint8Array(32));
  const keyFile = (oid: string, iterationCount: number | Uint8Array) => {
    const parameters = sequence(octetString(new Uint8Array(8)), integer(iterationCount));
    return sequence(algorithmIdentifier(oid, parameters), encrypted);
  };
  const start = performance.now();
  for (const count of [1_000_001, 0, new Uint8Array(2000).fill(127)]) {
    for (const oid of [KOREAN.seedCbcWithSha1, KOREAN.seedCbc, PKCS.pbe3Des]) {
      await rejects(openKeyFile({ keyFile: keyFile(oid, count), password }), LimitExceededError);
    }
  }
  await rejects(
    openKeyFile({ keyFile: keyFile("1.2.840.113549.1.12.1.1", 1), password }),
    UnsupportedFormatError,
  );
  await rejects(
    openKeyFile({ keyFile: new Uint8Array(64 * 1024 + 1).fill(0x30), password }),
    LimitExceededError,
  );
  equal(performance.now() - start < 500, true);
});

Deno.test("openKeyFile() opens form A with 2,048 rounds in less than 150 ms", async () => {
  const keyFile = testFile("company/signPri.key");
  const start = performance.now();
  await openKeyFile({ keyFile, password });
  equal(performance.now() - start < 150, true);
});

Deno.test("writeKeyFile() writes what opens again with R, and OpenSSL opens the PBES2 forms", async () => {
  const key = await openKeyFile({ keyFile: testFile("company/signPri.key"), password });
  const forms: [KeyFileForm, string][] = [
    ["seedCBCWithSHA1", "seedCBCWithSHA1"],
    ["seedCBC", "seedCBC"],
    ["pbes2-seed", "pbes2"],
    ["pbes2-aes256", "pbes2"],
    ["pbes2-aria256", "pbes2"],
  ];
  for (const [form, expected] of forms) {
    const keyFile = await writeKeyFile({ key, password: "another 비밀번호", form });
    const opened = await openKeyFile({ keyFile, password: "another 비밀번호" });
    equal(opened.form, expected);
    equal(toHex(opened.rsaPrivateKeyDer), toHex(key.rsaPrivateKeyDer));
    equal(toHex(opened.randomNum ?? new Uint8Array()), randomNum);
    if (!form.startsWith("pbes2")) continue;
    const legacy = ["-provider", "legacy", "-provider", "default"];
    const args = ["pkcs8", "-inform", "DER", "-in", "key", "-passin", "pass:another 비밀번호"];
    const peer = await openssl([...args, ...legacy], { key: keyFile });
    equal(peer?.code ?? 0, 0, form);
  }
});

Deno.test("pbkdf1(), pbkdf2() and pkcs12Derive() give what OpenSSL's kdf gives", async () => {
  const salt = Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7);
  equal(
    toHex(pbkdf1("test1234!!", { salt, iterationCount: 2048 })),
    "930b3c4c994db2dcfa3a72dc301dbc6ee0c1ca10",
  );
  const parameters = { salt, iterationCount: 2048, digest: "SHA-1", keyBytes: 16 } as const;
  equal(toHex(await pbkdf2("test1234!!", parameters)), "936b2c7a72bc1829a696bf362dc544b7");
  const derive = (purpose: number, byteCount: number) =>
    toHex(
      pkcs12Derive("test1234!!", {
        salt,
        iterationCount: 1024,
        digest: "SHA-1",
        purpose,
        byteCount,
      }),
    );
  equal(derive(1, 24), "c841160a18aa452300d4085f18d4f96b90b4a81cedbc91eb");
  equal(derive(2, 8), "dc43f42bc71c8cbd");
  equal(derive(3, 20), "bdaad3351aa1a34d60d795786742a023d2cb31da");
});

Deno.test("openKeyFile() opens PBES2 as OpenSSL writes it, with every cipher and function", async () => {
  const ciphers = ["aes-128-cbc", "aes-192-cbc", "aes-256-cbc", "aria-128-cbc", "aria-192-cbc"];
  const variants = [
    ...[...ciphers, "aria-256-cbc", "des3"].map((cipher) => [cipher, "hmacWithSHA256"] as const),
    ...["SHA1", "SHA224", "SHA384", "SHA512"].map((name) =>
      ["aes-256-cbc", `hmacWith${name}`] as const
    ),
  ];
  const plain = await openKeyFile({ keyFile: testFile("company/key.pem"), password });
  for (const [cipher, prf] of variants) {
    const args = ["pkcs8", "-topk8", "-in", "key", "-outform", "DER", "-iter", "1000"];
    const peer = await openssl(
      [...args, "-v2", cipher, "-v2prf", prf, "-passout", `pass:${password}`],
      { key: testFile("company/key.pem") },
    );
    if (!peer) return;
    const key = await openKeyFile({ keyFile: new Uint8Array(peer.output), password });
    equal(toHex(key.pkcs8), toHex(plain.pkcs8), `${cipher} ${prf}`);
  }
});
