import assert from "node:assert/strict";
import { ConfigError, type KernelConfig, readConfig } from "./config.ts";
import { kernelSettings } from "./kernel_settings.ts";

const KEY = "A".repeat(42) + "E=";
const SECRETS = { SEALING_KEYS: `b:${KEY},a:${KEY}`, INDEX_KEY: KEY };

function read(environment: Record<string, string>): KernelConfig {
  return readConfig(environment, { kernel: kernelSettings }).kernel;
}

function problemsOf(environment: Record<string, string>): ConfigError {
  try {
    read(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
  }
  throw new assert.AssertionError({ message: "the configuration was taken" });
}

Deno.test("readConfig() fills development with fallbacks", () => {
  const config = read(SECRETS);
  assert.equal(config.environment, "development");
  assert.equal(config.databaseUrl, "");
  assert.equal(config.dataDirectory, "./data");
  assert.equal(config.port, 8000);
  assert.deepEqual(config.sealingKeys.map(({ id }) => id), ["b", "a"]);
  assert.equal(config.indexKey.length, 32);
});

Deno.test("readConfig() takes an empty variable for an unset one", () => {
  assert.equal(read({ ...SECRETS, PORT: "", SANDBOX_URL: "" }).port, 8000);
});

Deno.test("readConfig() reports all problems together, in the order of the settings", () => {
  const error = problemsOf({ PORT: "many", LOG_LEVEL: "loud", INDEX_KEY: KEY });
  assert.deepEqual(error.problems.map(({ env }) => env), ["SEALING_KEYS", "LOG_LEVEL", "PORT"]);
  assert.match(error.message, /PORT: got "many", wanted a whole number from 0 to 65535/);
  assert.match(error.message, /for example 8000/);
});

Deno.test("readConfig() shows the length of a wrong secret and never the secret", () => {
  const error = problemsOf({ ...SECRETS, INDEX_KEY: "hunter2hunter2", DATABASE_URL: "pw:secret" });
  assert.match(error.message, /INDEX_KEY: got \(secret, 14 characters\), wanted 32 random bytes/);
  assert.match(error.message, /DATABASE_URL: got \(secret, 9 characters\)/);
  assert.doesNotMatch(error.message, /hunter2|pw:secret/);
});

Deno.test("readConfig() in production requires the database and the secrets", () => {
  const error = problemsOf({ MARU_ENV: "production" });
  const missing = error.problems.map(({ env, got }) => `${env} ${got}`);
  assert.deepEqual(missing, ["DATABASE_URL nothing", "SEALING_KEYS nothing", "INDEX_KEY nothing"]);
});

Deno.test("readConfig() in production refuses a sandbox", () => {
  const production = {
    ...SECRETS,
    MARU_ENV: "production",
    DATABASE_URL: "postgres://maru@127.0.0.1/maru",
  };
  assert.equal(read(production).sandboxUrl, "");
  const error = problemsOf({ ...production, SANDBOX_URL: "http://127.0.0.1:8002" });
  assert.deepEqual(error.problems.map(({ env }) => env), ["SANDBOX_URL"]);
  assert.match(error.message, /wanted no value, because MARU_ENV is production/);
});

Deno.test("readConfig() keeps the settings of several modules apart", () => {
  const config = readConfig(SECRETS, {
    kernel: kernelSettings,
    other: {
      name: { env: "NAME", description: "a name", example: "x", fallback: "y", parse: String },
    },
  });
  assert.equal(config.other.name, "y");
  assert.equal(config.kernel.logLevel, "info");
});
