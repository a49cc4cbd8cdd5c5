import { z } from "zod";
import {
  DELIVERY_STATES,
  type DeliveryRow,
  renewDelivery,
  selectDeliveryPage,
} from "../downstream/delivery-store.ts";
import type { Endpoint } from "../downstream/endpoint.ts";
import type { ApiSurroundings } from "./api.ts";
import { cursorFrom, cursorOf } from "./cursor.ts";
import { EndpointParams, numbersOfEndpoint, reachedEndpoint } from "./endpoint-reach.ts";
import { DeliveryShape } from "./endpoint-shapes.ts";
import { isoOf, isoOrNull } from "./instants.ts";
import { pageOfNumbers } from "./number-pages.ts";
import { ApiProblem } from "./problems.ts";
import { limitOf, NO_BODY, NO_FIELDS, oneOf, pageOf, type Route, route } from "./route.ts";

/** What became of the posts on their way to an endpoint. */
export function deliveryRoutes(api: ApiSurroundings): Route[] {
  return [log(api), again(api)];
}

/** A number, an account whose own posts are meant, or 0: posts that name nobody. */
const Stream = z
  .string()
  .regex(/^\d{1,18}$/, "must be the digits of a number's or an account's id")
  .transform(BigInt);

const Place = z.tuple([Stream, z.guid()]).transform(([numberId, after]) => ({ numberId, after }));

function log(api: ApiSurroundings): Route {
  return route({
    method: "GET",
    path: "/endpoints/{endpoint_id}/deliveries",
    summary: "What became of each post or event for an endpoint, by number, the newest first",
    scope: "endpoints:read",
    params: EndpointParams,
    query: z.object({
      number_id: Stream.optional(),
      state: z.enum(DELIVERY_STATES).optional(),
      cursor: cursorOf(Place).optional(),
      limit: limitOf(100, 500),
    }),
    body: NO_BODY,
    answer: pageOf(DeliveryShape),
    async run({ key, params, query }) {
      const { db } = api;
      const endpoint = await reachedEndpoint(api, key, params.endpoint_id);
      const { endpointId } = endpoint;
      const all = await numbersOfEndpoint(api, endpointId);
      const asked = all.filter((one) => query.number_id === undefined || one === query.number_id);
      const { rows, last } = await pageOfNumbers(
        asked,
        { place: query.cursor, limit: query.limit },
        (numberId, page) =>
          selectDeliveryPage(db, numberId, { ...page, endpointId, state: query.state }),
      );
      const next = last && cursorFrom([String(last.numberId), last.postId]);
      const data = rows.map((row) => shapeOf(row, endpoint));
      return { body: { data, next_cursor: next ?? null } };
    },
  });
}

function again(api: ApiSurroundings): Route {
  return route({
    method: "POST",
    path: "/endpoints/{endpoint_id}/deliveries/{number_id}/{post_id}/redeliver",
    summary: "Posts it to the endpoint again, whatever became of it before",
    scope: "endpoints:write",
    params: EndpointParams.extend({ number_id: Stream, post_id: z.guid() }),
    query: NO_FIELDS,
    body: NO_BODY,
    answer: oneOf(DeliveryShape),
    async run({ key, params }) {
      const { db, clock, downstream, gate } = api;
      const endpoint = await reachedEndpoint(api, key, params.endpoint_id);
      if (endpoint.pausedAt !== null) {
        throw new ApiProblem("conflict", "The endpoint is paused: let it go on first.");
      }
      const { number_id: numberId, post_id: postId } = params;
      const renewed = await renewDelivery(db, numberId, {
        endpointId: endpoint.endpointId,
        postId,
        now: clock.now(),
      });
      if (renewed === undefined) throw new ApiProblem("not_found", "There is no such delivery.");
      downstream.forwarder.wake([numberId]);
      // Of a number that another node owns, that node delivers: it looks when it hears of a change.
      await gate.directory.changed();
      return { body: { data: shapeOf(renewed, endpoint) } };
    },
  });
}

function shapeOf(row: DeliveryRow, { pausedAt }: Endpoint): DeliveryShape {
  const isTried = row.state === "waiting" && pausedAt === null;
  return {
    number_id: String(row.numberId),
    post_id: row.postId,
    position: row.position === null ? null : Number(row.position),
    thread_id: row.threadId,
    state: row.state,
    attempts: row.attempts,
    answer_status: row.answerStatus,
    failure: row.failure,
    created_at: isoOf(row.createdAt),
    tried_at: isoOrNull(row.triedAt),
    next_at: isTried ? isoOrNull(row.nextAt) : null,
  };
}
