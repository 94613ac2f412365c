import { doesNotThrow, equal, throws } from "node:assert/strict";
import { fromHex, toHex } from "./bytes.ts";
import { readCertificate } from "./certificate.ts";
import { testFile, testText } from "./testing_files.ts";
import { VidMismatchError, VidMissingError } from "./verification_errors.ts";
import { computeVid, verifyVid } from "./vid.ts";

const randomNum = fromHex("79ea7568a2d3776604e18bcd3a1b1b85b7da0872");

Deno.test("computeVid() gives the known values for persons and companies, with both digests", () => {
  const hex = (idn: string, hashAlgorithm?: "SHA-1") =>
    toHex(computeVid({ idn, randomNum, hashAlgorithm }));
  equal(
    hex("1234561234567"),
    "17692c8dd00ead33791de0a64a937c60799634c64ac56fa57570c0e05252ab35",
  );
  equal(hex("123456-1234567"), hex("1234561234567"));
  equal(hex("1234561234567", "SHA-1"), "db7e38dbaae245f6c24a623399cb522bfd0a3d3a");
  equal(
    hex("1234567890"),
    "5160e94413b9a7e576d4bcf8552d368ce8c9fa953cb5577eb8be5fd3465edffa",
  );
  equal(hex("1234567890", "SHA-1"), "8fd567554aa506cef91ce9b147a3cc48fb1e44ef");
});

Deno.test("verifyVid() accepts the right number with R and refuses every other", () => {
  const certificate = readCertificate(testFile("company/signCert.der"));
  const right = { certificate, idn: "123-45-67890", randomNum: fromHex(testText("company/r.hex")) };
  doesNotThrow(() => verifyVid(right));
  throws(() => verifyVid({ ...right, idn: "1234567891" }), VidMismatchError);
  throws(() => verifyVid({ ...right, idn: "" }), VidMismatchError);
  throws(() => verifyVid({ ...right, randomNum }), VidMismatchError);
  throws(() => verifyVid({ ...right, randomNum: new Uint8Array() }), VidMismatchError);
});

Deno.test("verifyVid() says so when the certificate has no virtual id", () => {
  const certificate = readCertificate(testFile("ca.crt"));
  throws(() => verifyVid({ certificate, idn: "1234567890", randomNum }), VidMissingError);
});
