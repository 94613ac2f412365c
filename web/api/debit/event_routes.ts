import { type Debit, EVENT_TYPES } from "@maru/debit";
import { acts, type ApiRoute, reads } from "./api_route.ts";
import { ApiInputError } from "./errors.ts";
import { list, object, optional } from "./field.ts";
import { paging } from "./paging.ts";
import { anything, choice, instant, uuid, whole } from "./values.ts";

const EVENTS_MAX = 200;
const type = choice(EVENT_TYPES);

/** 연동: what happened, in the order in which it was written, and telling it again. */
export function eventRoutes(debit: Debit): readonly ApiRoute[] {
  return [
    reads({
      path: "/events",
      operationId: "listEvents",
      summary: "이벤트: after에 마지막으로 읽은 이벤트의 id를 넣으면 그다음부터 돌려줍니다.",
      description:
        "빠지거나 겹치는 이벤트가 없도록 기록된 순서대로 돌려줍니다. 순서가 정해진 이벤트만 나오므로 웹훅보다 " +
        "조금 늦을 수 있고, id의 크기와 순서는 다를 수 있습니다. next는 지금 더 읽을 이벤트가 있을 때만 " +
        "있습니다. next가 없으면 rows의 마지막 id를, rows가 비었으면 앞서 쓴 after를 간직했다가 다음 조회의 " +
        "after에 넣어 주십시오. after에는 이 목록에서 받은 id만 쓸 수 있습니다. 아니면 invalid_cursor(400)로 " +
        "답하니, after 없이 처음부터 다시 읽고 이미 처리한 id는 건너뛰어 주십시오.",
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
