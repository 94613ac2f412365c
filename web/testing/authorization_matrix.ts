import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { stateDigest } from "./state_digest.ts";
import { createRoles, type Ids, type Role } from "./matrix_roles.ts";
import type { RouteRule } from "./route_rule.ts";
import { send } from "./test_request.ts";
import type { TwoTenants } from "./two_tenants.ts";

export interface Route {
  readonly name: string;
  readonly method: string;
  readonly path: string;
}

const UNKNOWN_ID = "01a1fb1b-ffff-7fff-bfff-ffffffffffff";

/**
 * Asks every route of the app as every role and tells what was answered that must not be: an unknown
 * route, a parameter that nobody can fill, a door that stood open, another tenant's thing found.
 * Empty when all is well.
 */
export async function authorizationFaults(
  world: TwoTenants,
  app: Hono<WebEnv>,
  rules: Readonly<Record<string, RouteRule>>,
): Promise<string[]> {
  const faults: string[] = [];
  const routes = routesOf(app, faults).filter(({ name, path }) => {
    const fault = ruleFault(rules[name], path);
    if (fault !== undefined) faults.push(`${name}: ${fault}`);
    return fault === undefined;
  });
  const roles = await createRoles(world, app);
  for (const route of routes.toSorted((left, right) => order(left, rules) - order(right, rules))) {
    const rule = rules[route.name]!;
    const before = await stateDigest(world.site.kernel);
    for (const role of roles) faults.push(...await refusalFaults(app, { route, rule, role }));
    if (await stateDigest(world.site.kernel) !== before) {
      faults.push(`${route.name}: a refused request changed something`);
    }
    for (const role of roles) faults.push(...await ownFaults(app, { route, rule, role }));
  }
  return faults;
}

/** For all methods: middleware, and the API's word for what is no operation of it. */
const NO_ROUTES: readonly string[] = ["/*", "/api/v1/*", "/api/v1/debit/*"];

/** What stands under a bare asterisk for all methods is no route; anything else is. */
export function routesOf(app: Hono<WebEnv>, faults: string[] = []): Route[] {
  const routes = new Map<string, Route>();
  for (const { method, path } of app.routes) {
    if (method === "ALL" && NO_ROUTES.includes(path)) continue;
    if (method === "ALL") faults.push(`ALL ${path}: a route for all methods`);
    routes.set(`${method} ${path}`, { name: `${method} ${path}`, method, path });
  }
  return [...routes.values()];
}

function ruleFault(rule: RouteRule | undefined, path: string): string | undefined {
  if (rule === undefined) return "nobody said who may ask it";
  const named = parametersIn(path).filter((name) => rule.params?.[name] === undefined);
  return named.length === 0 ? undefined : `parameter "${named[0]}" has no fixture`;
}

function parametersIn(path: string): string[] {
  return [...path.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => name!);
}

function order({ name }: Route, rules: Readonly<Record<string, RouteRule>>): number {
  return rules[name]?.place ?? 0;
}

interface Asked {
  readonly route: Route;
  readonly rule: RouteRule;
  readonly role: Role;
}

/** Closed doors, and things of others behind open ones. */
async function refusalFaults(app: Hono<WebEnv>, { route, rule, role }: Asked): Promise<string[]> {
  const faults: string[] = [];
  const fault = (ids: string, answer: string) =>
    faults.push(`${route.name} as ${role.name} with ${ids}: ${answer}`);
  if (!isOpen({ rule, role })) {
    for (const ids of [...role.others, ...(role.own ? [role.own] : [])]) {
      const answer = await ask(app, { route, rule, role }, fill(route, rule, () => ids), ids);
      if (!isTurnedAway(answer, { route, rule, role })) fault("ids that exist", describe(answer));
    }
    return faults;
  }
  faults.push(...await commonFaults(app, { route, rule, role }));
  for (const foreign of mixtures(namesOf(rule, "own"))) {
    for (const other of [...role.others, undefined]) {
      const whose = (name: string) => foreign.includes(name) ? other : role.own ?? other;
      const path = fill(route, rule, whose);
      const answer = await ask(
        app,
        { route, rule, role },
        path,
        other ?? role.own ?? role.others[0],
      );
      const isHidden = answer.status === 404;
      const label = `${other ? "another's" : "an unknown"} ${foreign.join(", ")}`;
      if (!isHidden) fault(label, describe(answer));
    }
  }
  return faults;
}

/** Behind a door to all tenants' things: what is not there, and one tenant's thing under another's. */
async function commonFaults(app: Hono<WebEnv>, { route, rule, role }: Asked): Promise<string[]> {
  const names = namesOf(rule, "any");
  const [first, second] = role.own === undefined ? role.others : [role.own, ...role.others];
  const faults: string[] = [];
  for (const odd of mixtures(names)) {
    const isMixed = odd.length < names.length;
    for (const [label, other] of [["an unknown", undefined], ["another's", second]] as const) {
      if (other !== undefined && !isMixed) continue;
      const path = fill(route, rule, (name) => odd.includes(name) ? other : first);
      const answer = await ask(app, { route, rule, role }, path, first);
      if (answer.status !== 404) {
        const ids = `${label} ${odd.join(", ")}`;
        faults.push(`${route.name} as ${role.name} with ${ids}: ${describe(answer)}`);
      }
    }
  }
  return faults;
}

function namesOf(rule: RouteRule, kind: "own" | "any"): string[] {
  return Object.entries(rule.params ?? {}).filter(([, value]) => kind in value)
    .map(([name]) => name);
}

/** Door, right and second factor. */
function isOpen({ rule, role }: Pick<Asked, "rule" | "role">): boolean {
  if (!role.doors.includes(rule.door)) return false;
  if (rule.right !== undefined && !role.rights.includes(rule.right)) return false;
  return rule.secondFactor !== true || role.isProved;
}

/** Every way of taking at least one of these from somebody else. */
function mixtures(names: readonly string[]): string[][] {
  return Array.from(
    { length: 2 ** names.length - 1 },
    (_, index) => names.filter((_, bit) => ((index + 1) >> bit) & 1),
  );
}

async function ownFaults(app: Hono<WebEnv>, { route, rule, role }: Asked): Promise<string[]> {
  if (!isOpen({ rule, role })) return [];
  const isTenants = Object.values(rule.params ?? {}).some((value) => "own" in value);
  if (isTenants && role.own === undefined) return [];
  const ids = role.own ?? role.others[0];
  const answer = await ask(app, { route, rule, role }, fill(route, rule, () => ids), ids);
  const isGood = rule.answers?.includes(answer.status) ??
    (answer.status >= 200 && answer.status <= 303 && !isLoginOf(answer));
  return isGood ? [] : [`${route.name} as ${role.name}, own: ${describe(answer)}`];
}

/** The path with its parameters filled in. */
export function fill(
  { path }: Route,
  rule: RouteRule,
  idsFor: (parameter: string) => Ids | undefined,
): string {
  return path.replaceAll(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = rule.params?.[name];
    if (value === undefined) return "";
    if ("word" in value) return value.word;
    return idsFor(name)?.["own" in value ? value.own : value.any] ?? UNKNOWN_ID;
  }).replace("*", "none.js");
}

interface Answer {
  readonly status: number;
  readonly location: string;
}

async function ask(
  app: Hono<WebEnv>,
  { route, rule, role }: Asked,
  path: string,
  ids: Ids | undefined,
): Promise<Answer> {
  const response = await send(app, role.visitor, {
    method: route.method === "ALL" ? "GET" : route.method,
    path,
    ...(rule.body && ids ? { body: rule.body(ids) } : {}),
    ...(role.key ? { headers: { "Authorization": `Bearer ${role.key}` } } : {}),
  });
  await response.body?.cancel();
  return { status: response.status, location: response.headers.get("location") ?? "" };
}

/**
 * The login for who has none, nothing there for who has another; for who is a step short, the word
 * that a right is missing, or the way to the second factor.
 */
function isTurnedAway(answer: Answer, { route, rule, role }: Asked): boolean {
  if (role.doors.includes(rule.door)) {
    const hasRight = rule.right === undefined || role.rights.includes(rule.right);
    if (!hasRight || route.method !== "GET") return answer.status === 403;
    return answer.status === 303 && answer.location.startsWith("/staff/second-factor?");
  }
  if (rule.door === "apiKey" || rule.door === "merchantKey") return answer.status === 401;
  const login = rule.door === "submitter" ? "/login?" : "/staff/login?";
  const hasLogin = rule.door === "submitter" ? role.hasSession : role.hasStaff;
  if (hasLogin) return answer.status === 404;
  if (route.method !== "GET") return answer.status === 401;
  return answer.status === 303 && answer.location.startsWith(login);
}

function isLoginOf({ location }: Answer): boolean {
  return location.startsWith("/login") || location.startsWith("/staff/login");
}

function describe({ status, location }: Answer): string {
  return location === "" ? String(status) : `${status} to ${location}`;
}
