import { z } from "zod";
import { selectNumberHealth } from "../numbers/number-health-store.ts";
import type { ApiSurroundings } from "./api.ts";
import { cursorFrom, cursorOf } from "./cursor.ts";
import { healthShape } from "./health-shape.ts";
import { isoOrNull } from "./instants.ts";
import { numberChoiceRoutes } from "./number-choices.ts";
import { type NumberRow, selectNumberPage } from "./number-page-store.ts";
import { numberSettingsRoutes } from "./number-settings.ts";
import { limitOf, NO_BODY, NO_FIELDS, NumberId, pageOf, type Route, route } from "./route.ts";
import { setUpRoute } from "./set-up.ts";
import { NumberShape } from "./shapes.ts";

export function numberRoutes(api: ApiSurroundings): Route[] {
  const { db } = api;
  return [
    setUpRoute(api),
    ...numberSettingsRoutes(api),
    ...numberChoiceRoutes(api),
    route({
      method: "GET",
      path: "/numbers",
      summary: "The business phone numbers that the key reaches",
      scope: "numbers:read",
      params: NO_FIELDS,
      query: z.object({
        cursor: cursorOf(z.tuple([NumberId])).optional(),
        limit: limitOf(100, 500),
      }),
      body: NO_BODY,
      answer: pageOf(NumberShape),
      async run({ key, query }) {
        const { cursor: [after] = [0n], limit } = query;
        const { numberIds } = key;
        const rows = await selectNumberPage(db, { numberIds, after, limit: limit + 1 });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        const isMore = rows.length > limit && last !== undefined;
        const next = isMore ? cursorFrom([String(last.number_id)]) : null;
        return {
          body: {
            data: await Promise.all(page.map((row) => numberShape(api, row))),
            next_cursor: next,
          },
        };
      },
    }),
  ];
}

async function numberShape({ db, clock }: ApiSurroundings, row: NumberRow): Promise<NumberShape> {
  return {
    number_id: String(row.number_id),
    account_id: row.account_id === null ? null : String(row.account_id),
    name: row.name,
    phone: row.display_phone,
    connected: row.is_known,
    heard_since: isoOrNull(row.heard_since),
    health: healthShape(await selectNumberHealth(db, row.number_id), clock.now()),
  };
}
