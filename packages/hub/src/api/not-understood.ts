import { z } from "zod";
import type { ApiKey } from "../access/api-key.ts";
import { type NotUnderstoodRow, selectNotUnderstoodPage } from "../webhook/not-understood-store.ts";
import type { ApiSurroundings } from "./api.ts";
import { cursorFrom, cursorOf } from "./cursor.ts";
import { isoOf } from "./instants.ts";
import { NotUnderstoodShape } from "./management-shapes.ts";
import { pageOfNumbers } from "./number-pages.ts";
import { ApiProblem } from "./problems.ts";
import { limitOf, NO_BODY, NO_FIELDS, pageOf, type Route, route } from "./route.ts";

const Stream = z
  .string()
  .regex(/^\d{1,18}$/, "must be the digits of a number's or an account's id")
  .transform(BigInt);

const Place = z
  .tuple([Stream, z.string().regex(/^[0-9a-f]{0,80}$/)])
  .transform(([numberId, after]) => ({ numberId, after }));

export function notUnderstoodRoutes(api: ApiSurroundings): Route[] {
  return [
    route({
      method: "GET",
      path: "/not-understood",
      summary: "What was kept and could not be read: where in which post, and why",
      scope: "numbers:read",
      params: NO_FIELDS,
      query: z.object({
        number_id: Stream.optional().meta({
          description: "A number, an account whose own posts are meant, or 0: posts naming nobody.",
        }),
        cursor: cursorOf(Place).optional(),
        limit: limitOf(100, 500),
      }),
      body: NO_BODY,
      answer: pageOf(NotUnderstoodShape),
      async run({ key, query }) {
        const { rows, last } = await pageOfNumbers(
          streamsOf(api, key, query.number_id),
          { place: query.cursor, limit: query.limit },
          (numberId, page) => selectNotUnderstoodPage(api.db, numberId, page),
        );
        const next = last && cursorFrom([String(last.numberId), last.noticeId]);
        return { body: { data: rows.map(shapeOf), next_cursor: next ?? null } };
      },
    }),
  ];
}

/** What Meta posts about an account is the account's; what names nobody is the installation's. */
function streamsOf(
  { gate: { directory } }: ApiSurroundings,
  key: ApiKey,
  asked: bigint | undefined,
): bigint[] {
  const accounts = directory.accounts.map((one) => one.accountId);
  const own = accounts.filter((one) => key.everywhere || one === key.accountId);
  const reached = [...(key.everywhere ? [0n] : []), ...own, ...key.numberIds];
  if (asked === undefined) return reached;
  if (reached.includes(asked)) return [asked];
  throw new ApiProblem("not_found", "There is no such number.");
}

function shapeOf(row: NotUnderstoodRow): NotUnderstoodShape {
  return {
    number_id: String(row.numberId),
    post_id: row.postId,
    received_on: row.receivedOn,
    path: row.path,
    what: row.what,
    recorded_at: isoOf(row.recordedAt),
  };
}
