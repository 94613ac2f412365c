import assert from "node:assert/strict";
import { Hono } from "hono";
import type { WebContext } from "../context.ts";
import { AssetsMissingError, loadAssets, UnknownAssetError } from "./assets.ts";
import { staticRoutes } from "./routes.ts";

/** A folder as the build leaves it, with a file beside it that nobody may read. */
async function builtFolder() {
  const parent = await Deno.makeTempDir();
  const directory = `${parent}/dist`;
  await Deno.mkdir(`${directory}/islands`, { recursive: true });
  await Deno.writeTextFile(`${parent}/secret.css`, "secret");
  await Deno.writeTextFile(`${directory}/app-1.css`, "body{}");
  await Deno.writeTextFile(`${directory}/app-1.css.br`, "packed");
  await Deno.writeTextFile(`${directory}/islands/login-1.js`, "export {}");
  await Deno.writeTextFile(
    `${directory}/manifest.json`,
    JSON.stringify({
      files: { "app.css": "app-1.css", "islands/login.js": "islands/login-1.js" },
      imports: { "islands/login.js": ["chunks/chunk-2.js"] },
      sources: [],
      sourceHash: "",
    }),
  );
  const assets = await loadAssets(directory);
  const app = new Hono().route("/", staticRoutes({ assets } as WebContext));
  return {
    assets,
    app,
    [Symbol.asyncDispose]: () => Deno.remove(parent, { recursive: true }),
  };
}

Deno.test("loadAssets() finds files by the name of their source", async () => {
  await using built = await builtFolder();
  assert.equal(built.assets.url("app.css"), "/assets/app-1.css");
  assert.deepEqual(built.assets.imports("islands/login.js"), ["/assets/chunks/chunk-2.js"]);
  assert.throws(() => built.assets.url("islands/none.js"), UnknownAssetError);
  await assert.rejects(() => loadAssets("/nonexistent"), AssetsMissingError);
});

Deno.test("staticRoutes() serves a built file for ever, packed where the browser can unpack", async () => {
  await using built = await builtFolder();
  const plain = await built.app.request("/assets/app-1.css");
  assert.equal(await plain.text(), "body{}");
  assert.match(plain.headers.get("cache-control") ?? "", /immutable/);
  assert.match(plain.headers.get("content-type") ?? "", /^text\/css/);
  const packed = await built.app.request("/assets/app-1.css", {
    headers: { "Accept-Encoding": "gzip, deflate, br" },
  });
  assert.equal(packed.headers.get("content-encoding"), "br");
  assert.equal(await packed.text(), "packed");
});

Deno.test("staticRoutes() gives nothing that is not a built file", async () => {
  await using built = await builtFolder();
  const paths = [
    "manifest.json",
    "../secret.css",
    "..%2fsecret.css",
    "%2e%2e/secret.css",
    "islands/../../secret.css",
    ".hidden.css",
    "islands",
    "none.css",
  ];
  for (const path of paths) {
    const response = await built.app.request(`/assets/${path}`);
    assert.equal(response.status, 404, path);
  }
});
