import { instantFromIso, instantFromMs } from "@casement/engine";
import { z } from "zod";
import { conversationShape } from "../inbox/conversation-shape.ts";
import { selectConversationPage } from "../inbox/conversation-store.ts";
import type { ApiSurroundings } from "./api.ts";
import { cursorFrom, cursorOf } from "./cursor.ts";
import { PlacedConversationShape } from "./management-shapes.ts";
import { pageOfNumbers } from "./number-pages.ts";
import { ApiProblem } from "./problems.ts";
import { reachedNumbers } from "./reach.ts";
import { limitOf, NO_BODY, NO_FIELDS, NumberId, pageOf, type Route, route } from "./route.ts";
import { ConversationCategory } from "./shapes.ts";

const Place = z
  .tuple([NumberId, z.guid(), z.int(), z.string().max(40), z.string().max(500)])
  .transform(([numberId, threadId, at, category, openedBy]) => ({
    numberId,
    after: { threadId, openedAt: instantFromMs(at), category, openedBy },
  }));

const Moment = z.iso
  .datetime({ offset: true, error: "must be a moment such as 2026-10-01T09:00:00Z" })
  .transform((text) => instantFromIso(text));

export function conversationRoutes(api: ApiSurroundings): Route[] {
  return [
    route({
      method: "GET",
      path: "/conversations",
      summary: "Conversations by number, thread and opening; of each thread the oldest first",
      scope: "threads:read",
      params: NO_FIELDS,
      query: z.object({
        number_id: NumberId.optional(),
        thread_id: z.guid().optional().meta({ description: "Needs number_id." }),
        category: ConversationCategory.optional(),
        open_at: Moment.optional().meta({ description: "Those that were open at this moment." }),
        cursor: cursorOf(Place).optional(),
        limit: limitOf(100, 500),
      }),
      body: NO_BODY,
      answer: pageOf(PlacedConversationShape),
      async run({ key, query }) {
        const { number_id: numberId, thread_id: threadId, category, open_at: openAt } = query;
        if (threadId !== undefined && numberId === undefined) {
          const what = "query.number_id: a thread_id needs the number that the thread is with";
          throw new ApiProblem("invalid", what, { where: "query.number_id" });
        }
        const { rows, last } = await pageOfNumbers(
          reachedNumbers(key, numberId),
          { place: query.cursor, limit: query.limit },
          (one, page) =>
            selectConversationPage(api.db, one, { ...page, threadId, category, openAt }),
        );
        return {
          body: {
            data: rows.map(({ numberId: of, threadId: within, conversation }) => ({
              number_id: String(of),
              thread_id: within,
              ...conversationShape(conversation),
            })),
            next_cursor: last === undefined ? null : cursorFrom(placeOf(last)),
          },
        };
      },
    }),
  ];
}

function placeOf({ numberId, threadId, conversation }: Placed): readonly unknown[] {
  const { openedAt, category, openedBy } = conversation;
  return [String(numberId), threadId, openedAt, category, openedBy];
}

type Placed = Awaited<ReturnType<typeof selectConversationPage>>[number];
