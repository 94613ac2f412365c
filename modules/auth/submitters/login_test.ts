import assert from "node:assert/strict";
import { RateLimitedError } from "@maru/kernel";
import {
  CertificateExpiredError,
  CertificateNotYetValidError,
  CertificateRevokedError,
  ChainInvalidError,
  documentText,
  readCertificate,
  RevocationUnknownError,
  SealBrokenError,
  SignatureInvalidError,
  toBase64,
  toHex,
  VidMismatchError,
  VidMissingError,
} from "@maru/pki";
import {
  CertificatePolicyUnknownError,
  CertificateTypeError,
  LoginInputError,
  NonceExpiredError,
  NonceReplayedError,
  NonceUnknownError,
  OriginNotAllowedError,
} from "../errors.ts";
import { tablesOf } from "../tables.ts";
import {
  COMPANY_NUMBER,
  NOW,
  openWorld,
  ORIGIN,
  PHONE,
  RESIDENT_NUMBER,
  type World,
} from "../test_world.ts";

const DAY_MS = 24 * 3_600_000;
const PERSONAL = "1.2.410.200005.1.1.4";

async function withWorld(work: (world: World) => Promise<void>): Promise<void> {
  await using world = await openWorld();
  await work(world);
}

Deno.test("logIn() lets a company in with its certificate and number", async () => {
  await withWorld(async ({ auth, person, input }) => {
    const company = await person();
    const { token, session } = await auth.submitters.logIn(
      await input(company, { businessNumber: "123-45-67891", phone: "010 9876 5432" }),
    );
    assert.equal(session.subjectName, "(주)가람정밀");
    assert.equal(session.businessNumber, COMPANY_NUMBER);
    assert.equal(session.certificateKind, "file");
    assert.equal(session.phone, PHONE);
    assert.equal(session.phoneMasked, "010-****-5432");
    assert.equal(session.needsFirstConsent, true);
    const found = await auth.submitters.find(token);
    assert.equal(found.state, "live");
    assert.deepEqual(found.state === "live" ? found.session : undefined, session);
  });
});

Deno.test("logIn() takes each kind of submitter with the certificates of its row", async () => {
  const kinds = [
    ["corporation", "1.2.410.200005.1.1.5", COMPANY_NUMBER],
    ["proprietorByBusiness", "1.2.410.200005.1.1.2", COMPANY_NUMBER],
    ["proprietorByRepresentative", PERSONAL, RESIDENT_NUMBER],
    ["individual", "1.2.410.200004.5.2.1.2", RESIDENT_NUMBER],
    ["taxAgent", "1.2.410.200005.1.1.6.8", COMPANY_NUMBER],
  ] as const;
  await withWorld(async ({ auth, person, input }) => {
    for (const [submitterType, policyOid, idn] of kinds) {
      const someone = await person({ policyOid, idn });
      const secrets = { residentNumber: "900315-1234567" };
      const { session } = await auth.submitters.logIn(
        await input(someone, { submitterType, secrets }),
      );
      assert.equal(session.submitterType, submitterType);
    }
  });
});

Deno.test("logIn() says which certificate kind is wrong, and which would fit", async () => {
  await withWorld(async ({ auth, person, input }) => {
    const personal = await person({ policyOid: PERSONAL, idn: RESIDENT_NUMBER });
    await assert.rejects(
      auth.submitters.logIn(await input(personal)),
      (error) =>
        error instanceof CertificateTypeError &&
        error.fittingTypes.includes("individual") && !error.fittingTypes.includes("corporation"),
    );
    const unknown = await person({ policyOid: "1.2.410.200004.5.2.1.6.9999" });
    await assert.rejects(
      auth.submitters.logIn(await input(unknown)),
      CertificatePolicyUnknownError,
    );
  });
});

Deno.test("an operator's rule opens the door to a policy of its own", async () => {
  await withWorld(async ({ kernel, auth, person, input }) => {
    await tablesOf(kernel.database.db).insertInto("policy_rule").values({
      submitter_type: "corporation",
      oid_pattern: "1.2.410.200004.5.2.1.6.*",
      label: "전자계약용",
    }).execute();
    const special = await person({ policyOid: "1.2.410.200004.5.2.1.6.9999" });
    await auth.submitters.logIn(await input(special));
  });
});

Deno.test("logIn() refuses a number that is not the certificate's", async () => {
  await withWorld(async ({ auth, person, input }) => {
    const company = await person();
    await assert.rejects(
      auth.submitters.logIn(await input(company, { businessNumber: "2208162517" })),
      VidMismatchError,
    );
    const someone = await person({ policyOid: PERSONAL, idn: RESIDENT_NUMBER });
    const secrets = { residentNumber: "9003151234568" };
    await assert.rejects(
      auth.submitters.logIn(await input(someone, { submitterType: "individual", secrets })),
      VidMismatchError,
    );
  });
});

Deno.test("logIn() says when R or the virtual id is missing", async () => {
  await withWorld(async ({ auth, person, input }) => {
    const company = await person();
    const lost = await input(company, { secrets: { randomNum: undefined } });
    await assert.rejects(auth.submitters.logIn(lost), VidMissingError);
    const without = await person({ hasVid: false });
    await assert.rejects(auth.submitters.logIn(await input(without)), VidMissingError);
  });
});

Deno.test("logIn() tells expired, not yet valid, revoked and strange certificates apart", async () => {
  await withWorld(async ({ auth, person, input, revoked, strangeIssuer }) => {
    const at = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
    const expired = await person({ validity: { notBefore: at(-9), notAfter: at(-1) } });
    await assert.rejects(auth.submitters.logIn(await input(expired)), CertificateExpiredError);
    const early = await person({ validity: { notBefore: at(1), notAfter: at(9) } });
    await assert.rejects(auth.submitters.logIn(await input(early)), CertificateNotYetValidError);
    const strange = await person({ issuer: strangeIssuer });
    await assert.rejects(auth.submitters.logIn(await input(strange)), ChainInvalidError);
    const stolen = await person();
    const { serialHex } = readCertificate(stolen.certificate);
    revoked.push({ serialHex, revokedAt: at(-1) });
    await assert.rejects(auth.submitters.logIn(await input(stolen)), CertificateRevokedError);
  });
});

Deno.test("logIn() fails closed when nobody tells about revocation", async () => {
  await withWorld(async ({ auth, person, input, crl }) => {
    const silent = await person({ hasCrl: false });
    await assert.rejects(auth.submitters.logIn(await input(silent)), RevocationUnknownError);
    crl.isServed = false;
    const company = await person();
    await assert.rejects(auth.submitters.logIn(await input(company)), RevocationUnknownError);
  });
});

Deno.test("a nonce is good once, for three minutes, and only if it was ours", async () => {
  await withWorld(async ({ auth, test, person, input }) => {
    const company = await person();
    const good = await input(company);
    await auth.submitters.logIn(good);
    await assert.rejects(auth.submitters.logIn(good), NonceReplayedError);
    const late = await input(company);
    test.clock.advance(180_000);
    await assert.rejects(auth.submitters.logIn(late), NonceExpiredError);
    const unknown = { ...await input(company), challengeId: crypto.randomUUID() };
    await assert.rejects(auth.submitters.logIn(unknown), NonceUnknownError);
    await assert.rejects(auth.submitters.logIn({ ...good, challengeId: "x" }), NonceUnknownError);
  });
});

Deno.test("a login that fails uses its nonce up all the same", async () => {
  await withWorld(async ({ auth, person, input }) => {
    const company = await person();
    const wrong = await input(company, { businessNumber: "2208162517" });
    await assert.rejects(auth.submitters.logIn(wrong), VidMismatchError);
    const right = { ...wrong, businessNumber: COMPANY_NUMBER };
    await assert.rejects(auth.submitters.logIn(right), NonceReplayedError);
  });
});

Deno.test("logIn() refuses a signature over anything else", async () => {
  await withWorld(async ({ auth, person, input }) => {
    const company = await person();
    const challenge = await auth.submitters.openChallenge({ address: "192.0.2.7" });
    const fields = { origin: ORIGIN, nonce: challenge.nonce, at: new Date(challenge.at) };
    const text = documentText({ ...fields, documentSha256: "00".repeat(32), title: "계약서" });
    const asDocument = await input(company, { challenge, text });
    await assert.rejects(auth.submitters.logIn(asDocument), SignatureInvalidError);
    const other = await input(company);
    const swapped = { ...await input(company), cms: other.cms };
    await assert.rejects(auth.submitters.logIn(swapped), SignatureInvalidError);
    const evil = await input(company, { origin: "https://evil.example" });
    await assert.rejects(auth.submitters.logIn(evil), OriginNotAllowedError);
  });
});

Deno.test("logIn() refuses secrets that were sealed for another challenge", async () => {
  await withWorld(async ({ auth, person, input }) => {
    const company = await person();
    const other = await input(company);
    const moved = { ...await input(company), sealed: other.sealed };
    await assert.rejects(auth.submitters.logIn(moved), SealBrokenError);
  });
});

Deno.test("logIn() names the field that is missing or wrong", async () => {
  await withWorld(async ({ auth, person, input }) => {
    const company = await person();
    const someone = await person({ policyOid: PERSONAL, idn: RESIDENT_NUMBER });
    const individual = { submitterType: "individual" } as const;
    const cases = [
      [company, { businessNumber: undefined }, "businessNumber", "missing"],
      [company, { businessNumber: "1234567890" }, "businessNumber", "invalid"],
      [company, { submitterName: " " }, "submitterName", "missing"],
      [company, { submitterName: "a\u0000b" }, "submitterName", "invalid"],
      [company, { phone: "0212345678" }, "phone", "invalid"],
      [company, { cms: "%%%" }, "cms", "invalid"],
      [company, { secrets: { randomNum: "AAAA" } }, "sealed", "invalid"],
      [someone, individual, "residentNumber", "missing"],
      [
        someone,
        { ...individual, secrets: { residentNumber: "9013151234567" } },
        "residentNumber",
        "invalid",
      ],
      [
        someone,
        { ...individual, secrets: { residentNumber: "3003153234567" } },
        "residentNumber",
        "invalid",
      ],
    ] as const;
    for (const [who, change, field, problem] of cases) {
      await assert.rejects(
        auth.submitters.logIn(await input(who, change)),
        (error) =>
          error instanceof LoginInputError && error.field === field && error.problem === problem,
        `${field} ${problem}`,
      );
    }
  });
});

Deno.test("a certificate gets ten failed tries, and a success forgets them", async () => {
  await withWorld(async ({ auth, person, input }) => {
    const company = await person();
    const fail = async () => {
      const wrong = await input(company, {
        businessNumber: "2208162517",
        phone: `0101234${Math.floor(performance.now() * 1_000) % 10_000}`.padEnd(11, "0"),
      });
      await assert.rejects(auth.submitters.logIn(wrong), VidMismatchError);
    };
    for (let index = 0; index < 9; index++) await fail();
    await auth.submitters.logIn(await input(company));
    for (let index = 0; index < 10; index++) await fail();
    await assert.rejects(auth.submitters.logIn(await input(company)), RateLimitedError);
  });
});

Deno.test("neither R nor the resident number nor the phone reaches a log, a row or an error", async () => {
  await withWorld(async ({ kernel, auth, person, input, lines, test }) => {
    const someone = await person({ policyOid: PERSONAL, idn: RESIDENT_NUMBER, name: "김하늘" });
    const login = (residentNumber: string) =>
      input(someone, { submitterType: "individual", secrets: { residentNumber } })
        .then((made) => auth.submitters.logIn(made));
    await login(RESIDENT_NUMBER);
    const errors: unknown[] = [];
    await login("9003151234568").catch((error) => errors.push(error.message, error.stack));
    await test.runTicks();
    await test.drain();
    const dump: unknown[] = [];
    for (
      const table of [
        "challenge",
        "submitter",
        "submitter_session",
        "certificate",
        "transport_key",
      ] as const
    ) {
      dump.push(await tablesOf(kernel.database.db).selectFrom(table).selectAll().execute());
    }
    const written = [
      lines.join("\n"),
      errors.join("\n"),
      JSON.stringify(dump, (_key, value) => value instanceof Uint8Array ? toHex(value) : value),
    ].join("\n");
    assert.ok(errors.length > 0 && dump.length === 5);
    const { randomNum } = someone;
    const secrets = [
      RESIDENT_NUMBER,
      "9003151234568",
      PHONE,
      toHex(randomNum),
      toBase64(randomNum),
      toBase64(new TextEncoder().encode(RESIDENT_NUMBER)),
    ];
    for (const secret of secrets) assert.ok(!written.includes(secret));
  });
});
