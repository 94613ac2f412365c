import { API_CODES_BY_STATUS, API_ERRORS } from "./error_table.ts";
import type { ApiRoute } from "./api_route.ts";
import type { JsonSchema } from "./field.ts";

export const API_PREFIX = "/api/v1/debit";

/** The OpenAPI 3.1 document of the table. */
export function openapi(routes: readonly ApiRoute[]): JsonSchema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = `${API_PREFIX}${route.path.replaceAll(/:(\w+)/g, "{$1}")}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "마루 자동이체 API",
      version: "1.0.0",
      description:
        "금액은 원 단위 정수, 시각은 RFC 3339, 날짜는 한국 날짜입니다. 처리하지 않은 요청에는 언제나 " +
        "Error의 모양으로 답합니다.",
    },
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer" } },
      schemas: { Error: ERROR },
      responses: {
        Error: {
          description: "처리하지 않았습니다.",
          content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
        },
      },
    },
  };
}

const CODES = new Set([
  ...Object.values(API_ERRORS).map(({ code }) => code),
  ...Object.values(API_CODES_BY_STATUS),
]);

const ERROR: JsonSchema = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message"],
      properties: {
        code: {
          type: "string",
          examples: [...CODES],
        },
        message: { type: "string" },
        field: { type: "string" },
        problems: {
          type: "array",
          items: {
            type: "object",
            required: ["field", "reason"],
            properties: { field: { type: "string" }, reason: { type: "string" } },
          },
        },
      },
    },
  },
};

const KEY_PARAMETER = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  description:
    "같은 키로 다시 보내면 처음 답을 그대로 돌려줍니다. 같은 키에 다른 내용이면 409입니다.",
  schema: { type: "string", minLength: 1, maxLength: 200 },
} as const;

function operation(route: ApiRoute): JsonSchema {
  const { operationId, summary, description, body, answer, status } = route;
  return {
    operationId,
    summary,
    ...(description === undefined ? {} : { description }),
    parameters: parameters(route),
    ...(body === undefined ? {} : {
      requestBody: { required: true, content: { "application/json": { schema: body.schema } } },
    }),
    responses: {
      [status]: {
        description: "처리했습니다.",
        content: { "application/json": { schema: answer.schema } },
      },
      default: { $ref: "#/components/responses/Error" },
    },
  };
}

function parameters({ method, path, query }: ApiRoute): readonly JsonSchema[] {
  const ids = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string", format: "uuid" },
  }));
  const queries = Object.entries(query.fields).map(([name, field]) => ({
    name,
    in: "query",
    required: field.isOptional !== true,
    // Lists are parted by commas.
    ...(field.schema.type === "array" ? { style: "form", explode: false } : {}),
    schema: field.schema,
  }));
  return [...ids, ...queries, ...(method === "POST" ? [KEY_PARAMETER] : [])];
}
