import { type Debit, EVENT_TYPES } from "@maru/debit";
import { acts, type ApiRoute, reads } from "./api_route.ts";
import { ApiInputError } from "./errors.ts";
import { list, object, optional } from "./field.ts";
import { paging } from "./paging.ts";
import { anything, choice, instant, uuid, whole } from "./values.ts";

const EVENTS_MAX = 200;
const type = choice(EVENT_TYPES);

/** 연동: what happened, in the order in which it did, and telling it again. */
export function eventRoutes(debit: Debit): readonly ApiRoute[] {
  return [
    reads({
      path: "/events",
      operationId: "listEvents",
      summary: "이벤트: after에 마지막으로 읽은 이벤트의 id를 넣으면 그다음부터 돌려줍니다.",
      query: { ...paging, after: optional(uuid), types: optional(list(type, EVENT_TYPES.length)) },
      answer: object({
        rows: list(object({ id: uuid, type, at: instant, data: anything }), EVENTS_MAX),
        next: optional(uuid),
      }),
      async work({ merchantId, query }) {
        const { events, next } = await debit.integration.events(merchantId, query);
        return { rows: events, next };
      },
    }),
    acts({
      path: "/webhooks/:id/replays",
      operationId: "replayEvents",
      summary: "웹훅 다시 보내기: 이벤트 하나(eventId) 또는 한 시각 뒤의 모두(since)",
      body: { eventId: optional(uuid), since: optional(instant) },
      answer: object({ count: whole({ min: 0, max: Number.MAX_SAFE_INTEGER }) }),
      status: 200,
      async work({ merchantId, actor, id, body }) {
        if ((body.eventId === undefined) === (body.since === undefined)) {
          throw new ApiInputError([{ field: "eventId", reason: "eitherEventIdOrSince" }]);
        }
        return await debit.integration.replay(merchantId, { ...body, endpointId: id, actor });
      },
      tell: (count) => ({ count }),
    }),
  ];
}
