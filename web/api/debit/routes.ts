/**
 * The REST API of merchants, under `/api/v1/debit`. Every request carries `Authorization: Bearer KEY`;
 * the key alone decides whose payers and debits are seen. What acts carries an `Idempotency-Key`.
 *
 * @module
 */
import type { Debit } from "@maru/debit";
import { type Context, type ErrorHandler, Hono } from "hono";
import type { WebContext, WebEnv } from "../../context.ts";
import type { BodyLimit } from "../../middleware/body_limit.ts";
import { idParam } from "../../params.ts";
import { addressOf } from "../../submit/context.ts";
import { ApiBodyError, ApiKeyError } from "../errors.ts";
import { answerError, type ErrorAnswer } from "./answer_error.ts";
import { answerOnce, type KeptAnswer } from "./answer_once.ts";
import type { ApiCaller, ApiRoute } from "./api_route.ts";
import { customerRoutes } from "./customer_routes.ts";
import { ApiInputError, ApiMediaTypeError, ApiRouteError, IdempotencyKeyError } from "./errors.ts";
import { eventRoutes } from "./event_routes.ts";
import type { ApiProblem, Field, Fields } from "./field.ts";
import { API_PREFIX, openapi } from "./openapi.ts";
import { orderRoutes } from "./order_routes.ts";
import { registrationRoutes } from "./registration_routes.ts";
import { settlementRoutes } from "./settlement_routes.ts";
import { parseStrictJson } from "./strict_json.ts";

export type DebitApiContext = WebContext & { readonly debit: Debit };

/** Ten thousand ids fit. */
export function debitApiBodyLimits(context: DebitApiContext): readonly BodyLimit[] {
  const sender = async (c: Context<WebEnv>) => {
    try {
      return (await requireKey(context, c)).merchantId;
    } catch (error) {
      return refuse(context, c, error);
    }
  };
  return [{ path: `${API_PREFIX}/*`, bytesMax: 1_048_576, deadlineMs: 15_000, sender }];
}

const REQUESTS_OF_KEY_MAX = 600;
/** Several keys may stand behind one address. */
const REQUESTS_OF_ADDRESS_MAX = 3_000;
const WINDOW_SECONDS = 60;
const FAULT_MIN = 500;

/** All routes of the API, and nothing else. */
export function debitApiTable(debit: Debit): readonly ApiRoute[] {
  return [
    ...customerRoutes(debit),
    ...registrationRoutes(debit),
    ...orderRoutes(debit),
    ...eventRoutes(debit),
    ...settlementRoutes(debit),
  ];
}

export function debitApiRoutes(context: DebitApiContext): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  const table = debitApiTable(context.debit);
  const document = openapi(table);
  routes.get("/debit/openapi.json", (c) => c.json(document));
  for (const route of table) {
    routes.on(route.method, `/debit${route.path}`, (c) => answer(context, c, route));
  }
  // What is no route is told in the API's own words, not in those of pages.
  routes.all("/debit/*", (c) => respond(c, answerError(context, new ApiRouteError())));
  return routes;
}

/** What stands in front of the routes refuses in the API's own shape too. */
export function debitApiErrors(
  context: DebitApiContext,
): { readonly path: string; readonly by: ErrorHandler<WebEnv> } {
  return { path: `${API_PREFIX}/`, by: (error, c) => refuse(context, c, error) };
}

async function answer(
  context: DebitApiContext,
  c: Context<WebEnv>,
  route: ApiRoute,
): Promise<Response> {
  try {
    const caller = await requireKey(context, c);
    const { isReplayed, answer } = await handle(context, c, { route, caller });
    if (isReplayed) c.header("Idempotency-Replayed", "true");
    return respond(c, answer);
  } catch (error) {
    return refuse(context, c, error);
  }
}

function refuse(context: DebitApiContext, c: Context<WebEnv>, error: unknown): Response {
  const told = answerError(context, error);
  if (told.status >= FAULT_MIN) {
    c.get("log")?.error("Request failed", {
      errorName: error instanceof Error ? error.name : typeof error,
      ...(error instanceof Error ? { errorMessage: error.message, stack: error.stack } : {}),
    });
  }
  return respond(c, told);
}

function respond(c: Context<WebEnv>, { status, body, retryAfterSeconds }: ErrorAnswer): Response {
  if (retryAfterSeconds !== undefined) c.header("Retry-After", String(retryAfterSeconds));
  c.header("Cache-Control", "no-store");
  return c.body(JSON.stringify(body), status as 200, {
    "Content-Type": "application/json; charset=UTF-8",
  });
}

/** Asked once a request, before its body or after. @throws {ApiKeyError | RateLimitedError} */
async function requireKey(context: DebitApiContext, c: Context<WebEnv>): Promise<ApiCaller> {
  const caller = c.get("apiCaller") ?? await findCaller(context, c);
  c.set("apiCaller", caller);
  return caller;
}

async function findCaller(
  { kernel, debit }: DebitApiContext,
  c: Context<WebEnv>,
): Promise<ApiCaller> {
  const windowSeconds = WINDOW_SECONDS;
  await kernel.rateLimits.consume({
    name: "debit.api.address",
    value: addressOf(c),
    max: REQUESTS_OF_ADDRESS_MAX,
    windowSeconds,
  });
  const key = c.req.header("authorization")?.match(/^Bearer (\S{20,200})$/)?.[1];
  const found = key === undefined ? undefined : await debit.integration.authenticate(key);
  if (found === undefined) throw new ApiKeyError();
  await kernel.rateLimits.consume({
    name: "debit.api.key",
    value: found.keyId,
    max: REQUESTS_OF_KEY_MAX,
    windowSeconds,
  });
  return { merchantId: found.merchantId, actor: `api:${found.keyId}` };
}

async function handle(
  context: DebitApiContext,
  c: Context<WebEnv>,
  { route, caller }: { readonly route: ApiRoute; readonly caller: ApiCaller },
): Promise<{ answer: KeptAnswer; isReplayed: boolean }> {
  const id = route.path.includes(":id") ? idParam(c, "id") : "";
  const query = readQuery(route.query, new URL(c.req.url).searchParams);
  if (route.body === undefined) {
    const told = await route.work({ ...caller, id, query, body: undefined });
    return {
      answer: { status: route.status, body: route.answer.write?.(told) },
      isReplayed: false,
    };
  }
  const key = c.req.header("idempotency-key") ?? "";
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new IdempotencyKeyError();
  const body = await readBody(c, route.body);
  const { merchantId } = caller;
  const input = { operation: route.operationId, id, body };
  return await answerOnce(context.kernel, { merchantId, key, input }, {
    work: () => route.work({ ...caller, id, query, body }),
    answerOf: (value) => ({
      status: route.status,
      body: route.answer.write?.(route.tell === undefined ? value : route.tell(value)),
    }),
    refusalOf(error) {
      const { status, body } = answerError(context, error);
      return status >= FAULT_MIN ? undefined : { status, body };
    },
  });
}

/** @throws {ApiInputError} */
function readQuery(
  query: Field<unknown> & { readonly fields: Fields },
  parameters: URLSearchParams,
): unknown {
  const given: [string, unknown][] = [];
  for (const name of new Set(parameters.keys())) {
    const texts = parameters.getAll(name);
    const field = Object.hasOwn(query.fields, name) ? query.fields[name] : undefined;
    const only = texts[0] ?? "";
    given.push([name, texts.length > 1 ? texts : field?.ofText?.(only) ?? only]);
  }
  return readAll(query, Object.fromEntries(given));
}

/** @throws {ApiMediaTypeError | ApiBodyError | ApiInputError} */
async function readBody(c: Context<WebEnv>, field: Field<unknown>): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(c.req.header("content-type") ?? "")) {
    throw new ApiMediaTypeError();
  }
  return readAll(field, parsed(new Uint8Array(await c.req.arrayBuffer())));
}

/** @throws {ApiBodyError} */
function parsed(bytes: Uint8Array): unknown {
  try {
    return parseStrictJson(bytes);
  } catch {
    throw new ApiBodyError();
  }
}

/** @throws {ApiInputError} */
function readAll(field: Field<unknown>, value: unknown): unknown {
  const problems: ApiProblem[] = [];
  const read = field.read(value, { field: "", problems });
  if (problems.length > 0) throw new ApiInputError(problems);
  return read;
}
