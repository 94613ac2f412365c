/**
 * Sends a value that is known to the search in the end, in every encoding and by every way out of
 * the browser, so that finding nothing means something.
 *
 * @module
 */
import { visit } from "../harness/browser.ts";
import { PLANTED, plantedForms } from "../promise/planted.ts";
import { logInStaff } from "../pages/staff_page.ts";
import type { Room, Scenario } from "../world.ts";

export function plantingScenarios(): Scenario[] {
  return [{
    name: "Self-check: a known value leaves the browser by every way and is stored in clear",
    phase: 1,
    holds: [],
    async run(room) {
      await sendByEveryWay(room);
      await store(room);
      await Deno.writeTextFile(room.world.logPath, `${plantedForms().join("\n")}\n`, {
        append: true,
      });
    },
  }];
}

/** Address, body of a fetch, beacon, multipart, and a worker's request. */
async function sendByEveryWay(room: Room): Promise<void> {
  const context = await room.world.browser.newContext({ bypassCSP: true, baseURL: room.world.url });
  room.after(() => context.close());
  const page = await context.newPage();
  await page.goto("/");
  await page.evaluate(async (forms) => {
    const post = (body: BodyInit) => fetch("/planted", { method: "POST", body }).catch(() => {});
    await fetch(`/planted?value=${forms[0]}-address`);
    await post(forms.join("\n"));
    navigator.sendBeacon("/planted", `${forms[0]}-beacon`);
    const form = new FormData();
    form.set("file", new File([`${forms[0]}-file`], "planted.txt"));
    await post(form);
    const source = `fetch("${location.origin}/planted", { method: "POST", body: "${
      forms[0]
    }-worker" })
      .catch(() => {}).then(() => postMessage(0));`;
    const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    await new Promise((resolve) => worker.addEventListener("message", resolve));
  }, plantedForms());
}

/** A product's description stands in the database as it is. */
async function store(room: Room): Promise<void> {
  const page = await visit(room);
  await logInStaff(page, "daon", "/console");
  await page.goto("/console/products");
  await page.locator('main a[href*="/console/products/"]:not([href$="/new"])').first().click();
  const description = page.locator('[name="description"]');
  await description.fill(`${await description.inputValue()} ${PLANTED}`);
  await page.locator('main button[type="submit"]').first().click();
  await page.waitForURL(/saved=1/);
}
