import { z } from "zod";
import type { ApiSurroundings } from "./api.ts";
import { cursorFrom, cursorOf } from "./cursor.ts";
import { accountFor, reachedNumbers } from "./reach.ts";
import { limitOf, NO_BODY, NO_FIELDS, NumberId, pageOf, type Route, route } from "./route.ts";
import { TemplateShape } from "./shapes.ts";
import { selectTemplatePage } from "./template-page-store.ts";
import { templateShape } from "./template-shape.ts";

const Place = z
  .tuple([z.string().max(600), z.string().max(40)])
  .transform(([name, language]) => ({ name, language }));

export function templateRoutes(api: ApiSurroundings): Route[] {
  return [
    route({
      method: "GET",
      path: "/templates",
      summary: "The templates of a number's account, by name and language, whatever their status",
      scope: "templates:read",
      params: NO_FIELDS,
      query: z.object({
        number_id: NumberId,
        cursor: cursorOf(Place).optional(),
        limit: limitOf(500, 1_000),
      }),
      body: NO_BODY,
      answer: pageOf(TemplateShape),
      async run({ key, query }) {
        reachedNumbers(key, query.number_id);
        const accountId = accountFor(api.gate.directory, key, query.number_id)?.accountId;
        if (accountId === undefined) return { body: { data: [], next_cursor: null } };
        const { cursor: after = FIRST, limit } = query;
        const rows = await selectTemplatePage(api.db, { accountId, after, limit: limit + 1 });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        const isMore = rows.length > limit && last !== undefined;
        const next = isMore ? cursorFrom([last.name, last.language]) : null;
        return { body: { data: page.map(templateShape), next_cursor: next } };
      },
    }),
  ];
}

const FIRST = { name: "", language: "" };
