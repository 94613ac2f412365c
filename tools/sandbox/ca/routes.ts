import { type Context, Hono } from "hono";
import type { SandboxContext } from "../context.ts";
import { createPageStyleRoutes } from "../page.ts";
import { type CertificateAuthority, certificateAuthorityOf } from "./authority.ts";
import { certificatesPage } from "./certificates_page.ts";
import { describeCertificate } from "./describe.ts";
import { fileOf } from "./files.ts";
import { CertificateRequestError, parseCertificateRequest } from "./issue_request.ts";

const QUESTION_BYTES_MAX = 64 * 1024;

/** The CA over HTTP: lists, OCSP, time stamps, demo certificates and their files. */
export function createCaRoutes(context: SandboxContext): Hono {
  const authority = certificateAuthorityOf(context);
  const app = new Hono();
  app.route("/", createPageStyleRoutes());
  addPublications(app, authority);
  addAnswers(app, authority);
  addPage(app, authority, context);
  addControls(app, authority);
  return app;
}

function addPublications(app: Hono, authority: CertificateAuthority): void {
  app.get(
    "/pki/ca.crl",
    async (c) => binary(c, "application/pkix-crl", await authority.revocationList()),
  );
  app.get(
    "/pki/root.crl",
    async (c) => binary(c, "application/pkix-crl", await authority.rootRevocationList()),
  );
  app.get(
    "/pki/root.der",
    async (c) => binary(c, "application/pkix-cert", (await authority.keys()).root.certificate),
  );
  app.get(
    "/pki/ca.der",
    async (c) => binary(c, "application/pkix-cert", (await authority.keys()).authority.certificate),
  );
}

/** What checks ask: whether a certificate is revoked, and what time it is. */
function addAnswers(app: Hono, authority: CertificateAuthority): void {
  app.post("/pki/ocsp", async (c) => {
    const question = await readQuestion(c);
    if (question === undefined) return c.text("too large", 413);
    return binary(c, "application/ocsp-response", await authority.ocsp(question));
  });
  app.post("/pki/tsa", async (c) => {
    const question = await readQuestion(c);
    if (question === undefined) return c.text("too large", 413);
    return binary(c, "application/timestamp-reply", await authority.timestamp(question));
  });
}

/** The page on which people fetch demo certificates, revoke and renew them. */
function addPage(app: Hono, authority: CertificateAuthority, context: SandboxContext): void {
  app.get(
    "/pki/certificates",
    async (c) => c.html(certificatesPage(await authority.list(), context.now())),
  );
  app.post("/pki/certificates/:id/revocation", async (c) => {
    await authority.revoke(c.req.param("id"));
    return c.redirect("/pki/certificates", 303);
  });
  app.post("/pki/certificates/:id/renewal", async (c) => {
    await authority.renew(c.req.param("id"));
    return c.redirect("/pki/certificates", 303);
  });
}

/** The same for programs. */
function addControls(app: Hono, authority: CertificateAuthority): void {
  app.get(
    "/sandbox/certificates",
    async (c) => c.json({ certificates: (await authority.list()).map(describeCertificate) }),
  );
  app.get("/sandbox/certificates/:id/:form", async (c) => {
    const demo = await authority.find(c.req.param("id"));
    const file = demo?.record.place === "file"
      ? await fileOf(demo, c.req.param("form"))
      : undefined;
    if (file === undefined) return c.json({ error: "not-found" }, 404);
    c.header("Content-Disposition", `attachment; filename="${file.name}"`);
    return binary(c, file.contentType, file.bytes);
  });
  app.post("/sandbox/certificates", async (c) => {
    try {
      const request = parseCertificateRequest(await c.req.json().catch(() => undefined));
      return c.json(describeCertificate(await authority.issue(request)), 201);
    } catch (error) {
      if (!(error instanceof CertificateRequestError)) throw error;
      return c.json({ error: "bad-request", message: error.message }, 400);
    }
  });
  app.post("/sandbox/certificates/:id/revocation", async (c) => {
    const demo = await authority.revoke(c.req.param("id"));
    return demo === undefined
      ? c.json({ error: "not-found" }, 404)
      : c.json(describeCertificate(demo));
  });
  app.post("/sandbox/certificates/:id/renewal", async (c) => {
    const demo = await authority.renew(c.req.param("id"));
    return demo === undefined
      ? c.json({ error: "not-found" }, 404)
      : c.json(describeCertificate(demo));
  });
}

function binary(c: Context, contentType: string, bytes: Uint8Array): Response {
  c.header("Cache-Control", "no-store");
  return c.body(new Uint8Array(bytes), 200, { "Content-Type": contentType });
}

/** A question in DER; undefined where it is longer than any real one. */
async function readQuestion(c: Context): Promise<Uint8Array | undefined> {
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  return bytes.length > QUESTION_BYTES_MAX ? undefined : bytes;
}
