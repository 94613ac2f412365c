/**
 * Requests that do not come from our own pages, and signatures that were used already.
 *
 * @module
 */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { CDPSession, Page } from "playwright-core";
import { visit } from "../harness/browser.ts";
import { logInWithFiles } from "../pages/login_page.ts";
import { fieldsOf } from "../subjects.ts";
import { personOf, type Room, type Scenario } from "../world.ts";

const SUBJECT = "looked-at";

export function crossOriginScenarios(): Scenario[] {
  return [
    step("다른 출처의 페이지가 보낸 폼은 거절된다", foreignForm),
    step("다른 출처의 페이지가 보낸 JSON은 거절된다", foreignJson),
    step("표가 없는 요청과 출처를 속인 요청은 거절된다", withoutToken),
    step("이미 쓴 서명과 논스는 거절된다", replayed),
  ];
}

function step(words: string, run: (room: Room) => Promise<void>): Scenario {
  return { name: `공격: ${words}`, phase: 1, holds: [SUBJECT], run };
}

/** Places that change something, form and JSON alike. */
const FORM_TARGETS = ["/logout", "/staff/logout", "/preferences/contrast", "/oneclick/welcome"];
const JSON_TARGETS = ["/login", "/oneclick/p/business-loan/submissions", "/oneclick/client"];

/** The sandbox's pages are another origin on the same site, with cookies and all. */
async function foreignForm(room: Room): Promise<void> {
  const { world } = room;
  const page = await logIn(room);
  for (const target of FORM_TARGETS) {
    await page.goto(world.sandbox.url);
    const [response] = await Promise.all([
      page.waitForResponse((each) => each.url() === world.url + target),
      page.waitForURL(world.url + target),
      sendForm(page, world.url + target),
    ]);
    equal(response.status(), 403, target);
  }
  await isStillLoggedIn(page);
}

/** A form of the other page's own making; its policy may not allow it, so it is put there by hand. */
async function sendForm(page: Page, action: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setBypassCSP", { enabled: true });
  await page.reload();
  await page.evaluate((target) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = target;
    document.body.append(form);
    form.submit();
  }, action);
}

async function foreignJson(room: Room): Promise<void> {
  const { world } = room;
  const page = await logIn(room);
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setBypassCSP", { enabled: true });
  await page.goto(world.sandbox.url);
  const statuses = await postStatuses(session, world.url);
  for (const target of JSON_TARGETS) {
    // As plain text it needs no preflight; as JSON the preflight gets no leave.
    for (const type of ["text/plain", "application/json"]) {
      await page.evaluate(
        ({ url, type }) =>
          fetch(url, {
            method: "POST",
            credentials: "include",
            mode: type === "text/plain" ? "no-cors" : "cors",
            headers: { "content-type": type },
            body: "{}",
          }).then(() => {}, () => {}),
        { url: world.url + target, type },
      );
    }
  }
  for (let look = 0; look < 20 && statuses.length < JSON_TARGETS.length; look++) {
    await page.waitForTimeout(300);
  }
  ok(statuses.length >= JSON_TARGETS.length, "the requests without preflight arrived");
  deepEqual(new Set(statuses), new Set([403]));
  await isStillLoggedIn(page);
}

/** What the server answered to POSTs, also where the browser keeps the answer from the page. */
async function postStatuses(session: CDPSession, origin: string): Promise<number[]> {
  const statuses: number[] = [];
  const posts = new Set<string>();
  session.on("Network.requestWillBeSent", ({ requestId, request }) => {
    if (request.method === "POST" && request.url.startsWith(origin)) posts.add(requestId);
  });
  session.on("Network.responseReceivedExtraInfo", ({ requestId, statusCode }) => {
    if (posts.has(requestId)) statuses.push(statusCode);
  });
  await session.send("Network.enable");
  return statuses;
}

async function withoutToken(room: Room): Promise<void> {
  const { url } = room.world;
  const page = await logIn(room);
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`);
  const cookie = cookies.join("; ");
  const ask = async (headers: Record<string, string>) => {
    const response = await fetch(`${url}/oneclick/p/business-loan/submissions`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: "{}",
    });
    await response.body?.cancel();
    return response.status;
  };
  equal(await ask({ cookie }), 403, "nothing says where it comes from");
  equal(await ask({ cookie, origin: url }), 403, "no token");
  equal(await ask({ cookie, origin: url, "x-maru-token": "A".repeat(43) }), 403, "a wrong token");
  equal(await ask({ cookie, origin: "http://evil.example" }), 403, "another origin");
  equal(await ask({ cookie, origin: "null" }), 403, "an origin that hides");
  equal(
    await ask({ cookie, origin: url, "sec-fetch-site": "same-site" }),
    403,
    "the same site only",
  );
  await isStillLoggedIn(page);
}

/** What one login sent, sent once more and with a new nonce. */
async function replayed(room: Room): Promise<void> {
  const { url } = room.world;
  const page = await visit(room);
  const sent = page.waitForRequest((request) =>
    request.method() === "POST" && request.url() === `${url}/login`
  );
  sent.catch(() => {});
  await logInOn(page, room);
  const body = JSON.parse((await sent).postData() ?? "{}");
  const visitor = await plainVisitor(url);
  equal(await visitor.post("/login", body), "409 LOGIN-102", "the same nonce again");
  const fresh = await (await fetch(`${url}/login/challenge`)).json();
  // R was sealed for the old nonce, and the signature is over it: either is reason enough.
  match(await visitor.post("/login", { ...body, challengeId: fresh.id }), /^422 /);
  match(
    await visitor.post("/login", { ...body, challengeId: crypto.randomUUID() }),
    /^409 LOGIN-101/,
  );
  await isStillLoggedIn(page);
}

/** A visitor without a browser: takes cookie and token from the page, and sends what it likes. */
async function plainVisitor(url: string) {
  const page = await fetch(`${url}/login`);
  const cookie = page.headers.getSetCookie().map((each) => each.split(";")[0]).join("; ");
  const token = (await page.text()).match(/name="maru-token" content="([^"]+)"/)?.[1] ?? "";
  return {
    async post(path: string, body: unknown): Promise<string> {
      const response = await fetch(url + path, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "accept": "application/json",
          "origin": url,
          "x-maru-token": token,
          cookie,
        },
        body: JSON.stringify(body),
      });
      return `${response.status} ${(await response.json()).code}`;
    },
  };
}

async function isStillLoggedIn(page: Page): Promise<void> {
  await page.goto("/oneclick/submissions");
  equal(new URL(page.url()).pathname, "/oneclick/submissions");
}

async function logIn(room: Room): Promise<Page> {
  const page = await visit(room);
  await logInOn(page, room);
  return page;
}

async function logInOn(page: Page, { world }: Room): Promise<void> {
  const outcome = await logInWithFiles(page, {
    ...fieldsOf(SUBJECT, await world.sandbox.cast()),
    person: personOf(world, SUBJECT),
    form: "A",
    directory: world.directory,
  });
  equal(outcome.problem, undefined);
}
