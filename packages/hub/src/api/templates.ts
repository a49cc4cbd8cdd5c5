import { z } from "zod";
import { NotListed } from "../templates/template-list-client.ts";
import type { ApiSurroundings } from "./api.ts";
import { cursorFrom, cursorOf } from "./cursor.ts";
import { isoOf, isoOrNull } from "./instants.ts";
import { ApiProblem } from "./problems.ts";
import { accountFor, reachedNumbers } from "./reach.ts";
import {
  limitOf,
  NO_BODY,
  NO_FIELDS,
  NumberId,
  oneOf,
  pageOf,
  type Route,
  route,
} from "./route.ts";
import { TemplateShape } from "./shapes.ts";
import { selectListedAt, selectTemplatePage, selectTemplateUses } from "./template-page-store.ts";
import { templateShape } from "./template-shape.ts";

const Place = z
  .tuple([z.string().max(600), z.string().max(40)])
  .transform(([name, language]) => ({ name, language }));

/** Which templates were sent from the number lately, the last used first. */
const UsesShape = z.array(
  z.object({ name: z.string(), language: z.string(), at: z.iso.datetime() }),
);

/** `listed_at`: when Meta last listed them; what changed since was told by notices. */
const TemplatesShape = pageOf(TemplateShape).extend({
  listed_at: z.iso.datetime().nullable(),
  last_used: UsesShape,
});

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
      answer: TemplatesShape,
      async run({ key, query }) {
        reachedNumbers(key, query.number_id);
        const accountId = accountFor(api.gate.directory, key, query.number_id)?.accountId;
        if (accountId === undefined) return { body: NO_TEMPLATES };
        const { cursor: after = FIRST, limit } = query;
        const rows = await selectTemplatePage(api.db, { accountId, after, limit: limit + 1 });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        const isMore = rows.length > limit && last !== undefined;
        const next = isMore ? cursorFrom([last.name, last.language]) : null;
        const listedAt = isoOrNull(await selectListedAt(api.db, accountId));
        const uses = await selectTemplateUses(api.db, query.number_id);
        const used = uses.map((one) => ({ ...one, at: isoOf(one.at) }));
        const data = page.map(templateShape);
        return { body: { data, next_cursor: next, listed_at: listedAt, last_used: used } };
      },
    }),
    sync(api),
  ];
}

/** The account whose templates were listed, and how many Meta has of it. */
const SyncedShape = z.object({ account_id: z.string(), templates: z.int() });

function sync(api: ApiSurroundings): Route {
  return route({
    method: "POST",
    path: "/templates/sync",
    summary: "Lists the templates of a number's account anew at Meta",
    scope: "templates:write",
    params: NO_FIELDS,
    query: NO_FIELDS,
    body: z.strictObject({ number_id: NumberId }),
    answer: oneOf(SyncedShape),
    async run({ key, body }) {
      reachedNumbers(key, body.number_id);
      const accountId = accountFor(api.gate.directory, key, body.number_id)?.accountId;
      if (accountId === undefined) {
        throw new ApiProblem("conflict", "No account sends from this number: connect it first.");
      }
      const templates = await api.templateSync.sync(accountId).catch((error: unknown) => {
        if (!(error instanceof NotListed)) throw error;
        throw new ApiProblem("failed", `Meta did not list the templates: ${error.message}.`);
      });
      return { body: { data: { account_id: String(accountId), templates } } };
    },
  });
}

const NO_TEMPLATES = { data: [], next_cursor: null, listed_at: null, last_used: [] };

const FIRST = { name: "", language: "" };
