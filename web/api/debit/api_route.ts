import { type Field, type Fields, object, type ValuesOf } from "./field.ts";

/** Who calls: the merchant of the key, and how histories name the key. */
export interface ApiCaller {
  readonly merchantId: string;
  readonly actor: string;
}

/** One request after every check. */
export interface ApiCall<Query, Body> extends ApiCaller {
  /** The id of the path, where it has one. */
  readonly id: string;
  readonly query: Query;
  readonly body: Body;
}

interface RouteWords {
  /** Below `/api/v1/debit`; an id of the path is `:id`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  /** What a program must know beside it. */
  readonly description?: string;
}

/** A row of the table that both the router and the OpenAPI document are made of. */
export interface ApiRoute extends RouteWords {
  readonly method: "GET" | "POST";
  readonly query: Field<unknown> & { readonly fields: Fields };
  readonly body?: Field<unknown>;
  readonly answer: Field<unknown>;
  /** Of a good answer. */
  readonly status: 200 | 201;
  /** What acts changes the database in one transaction, and answers with what that returned. */
  readonly work: (call: ApiCall<unknown, unknown>) => Promise<unknown>;
  /** From what `work` returned to what is told; itself unless said. */
  readonly tell?: (value: unknown) => unknown;
}

/** A route that reads. */
export function reads<Query extends Fields>(
  route: RouteWords & {
    readonly query?: Query;
    readonly answer: Field<unknown>;
    readonly work: (call: ApiCall<ValuesOf<Query>, undefined>) => Promise<unknown>;
  },
): ApiRoute {
  return {
    ...route,
    method: "GET",
    query: object(route.query ?? {}),
    status: 200,
    work: route.work as ApiRoute["work"],
  };
}

/** A route that acts: once for each `Idempotency-Key`. */
export function acts<Body extends Fields, Value>(
  route: RouteWords & {
    readonly body: Body;
    readonly answer: Field<unknown>;
    readonly status: ApiRoute["status"];
    readonly work: (call: ApiCall<unknown, ValuesOf<Body>>) => Promise<Value>;
    readonly tell?: (value: Value) => unknown;
  },
): ApiRoute {
  const { tell, ...rest } = route;
  return {
    ...rest,
    method: "POST",
    query: object({}),
    body: object(route.body),
    work: route.work as ApiRoute["work"],
    ...(tell === undefined ? {} : { tell: tell as ApiRoute["tell"] }),
  };
}
