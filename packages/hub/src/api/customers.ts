import { instantFromMs } from "@casement/engine";
import { z } from "zod";
import { type ApiKey, mayReach } from "../access/api-key.ts";
import { CONSENT_CATEGORIES, CONSENT_WORDS } from "../consent/consent.ts";
import { selectConsents } from "../consent/consent-store.ts";
import { recordConsents, untilHeeded } from "../consent/record-consent.ts";
import { selectFields } from "../customers/field-store.ts";
import { findCustomer, type SeenCustomer, seenBy } from "../customers/find-customer.ts";
import { selectNotes } from "../customers/note-store.ts";
import { shownOf } from "../customers/record-name-store.ts";
import {
  changeNote,
  FIELDS_MAX,
  NOTES_MAX,
  setFields,
  type Writer,
  type Written,
  writeNote,
} from "../customers/write-records.ts";
import type { ApiSurroundings } from "./api.ts";
import { CustomerShape } from "./customer-shapes.ts";
import { isoOf, isoOrNull } from "./instants.ts";
import { ApiProblem } from "./problems.ts";
import { reachedThread, type ThreadAddress } from "./reach.ts";
import { NO_BODY, NO_FIELDS, oneOf, type Route, route, ThreadParams } from "./route.ts";

/** Who a customer is to the business, over all its numbers. */
export function customerRoutes(api: ApiSurroundings): Route[] {
  return [show(api), note(api), editNote(api), removeNote(api), fields(api), consent(api)];
}

const PATH = "/threads/{number_id}/{thread_id}/customer";
const Text = z
  .string()
  .max(4_000)
  .transform((text) => text.trim())
  .refine((text) => text !== "", "must say something");
const NoteParams = ThreadParams.extend({ note_id: z.guid() });

function show(api: ApiSurroundings): Route {
  return route({
    method: "GET",
    path: PATH,
    summary: "The customer of a thread: their threads over all numbers, notes, fields, consent",
    scope: "threads:read",
    params: ThreadParams,
    query: NO_FIELDS,
    body: NO_BODY,
    answer: oneOf(CustomerShape),
    run: async ({ key, params }) => answer(api, key, await reachedCustomer(api, key, params)),
  });
}

function note(api: ApiSurroundings): Route {
  return route({
    method: "POST",
    path: `${PATH}/notes`,
    summary: "Writes a note on a customer, for all who look at any of their threads",
    scope: "threads:write",
    params: ThreadParams,
    query: NO_FIELDS,
    body: z.strictObject({ text: Text }),
    answer: oneOf(CustomerShape),
    async run({ key, params, body }) {
      const customer = await reachedCustomer(api, key, params);
      told(await writeNote(api, customer, { ...body, who: writerOf(key) }));
      return answer(api, key, customer);
    },
  });
}

function editNote(api: ApiSurroundings): Route {
  return route({
    method: "PATCH",
    path: `${PATH}/notes/{note_id}`,
    summary: "Changes what a note says",
    scope: "threads:write",
    params: NoteParams,
    query: NO_FIELDS,
    body: z.strictObject({ text: Text }),
    answer: oneOf(CustomerShape),
    run: ({ key, params, body }) => noteChanged(api, key, { ...params, ...body }),
  });
}

function removeNote(api: ApiSurroundings): Route {
  return route({
    method: "DELETE",
    path: `${PATH}/notes/{note_id}`,
    summary: "Takes a note away",
    scope: "threads:write",
    params: NoteParams,
    query: NO_FIELDS,
    body: NO_BODY,
    answer: oneOf(CustomerShape),
    run: ({ key, params }) => noteChanged(api, key, { ...params, text: "" }),
  });
}

async function noteChanged(
  api: ApiSurroundings,
  key: ApiKey,
  { note_id: recordId, text, ...address }: ThreadAddress & { note_id: string; text: string },
): Promise<Answered> {
  const customer = await reachedCustomer(api, key, address);
  told(await changeNote(api, customer, { recordId, text }));
  return answer(api, key, customer);
}

/** Tells why something was not written down. */
function told(written: Written): void {
  if (written === "missing") throw new ApiProblem("not_found", "There is no such note.");
  if (written === "gone") throw changedMeanwhile();
  if (written === "full") {
    const most = `${NOTES_MAX} notes and ${FIELDS_MAX} fields are kept of a customer`;
    throw new ApiProblem("conflict", `No more than ${most}. Take some away first.`);
  }
}

function changedMeanwhile(): ApiProblem {
  const why = "A thread of the customer was erased, merged or parted meanwhile. Look at it again.";
  return new ApiProblem("conflict", why);
}

const FieldName = z
  .string()
  .min(1)
  .max(60)
  .refine((name) => name.trim() === name, "may not begin or end with a space");
const Fields = z
  .record(FieldName, z.string().max(500).nullable())
  .refine((all) => Object.keys(all).length <= 50, "may be 50 at most");

function fields(api: ApiSurroundings): Route {
  return route({
    method: "PATCH",
    path: `${PATH}/fields`,
    summary: "Sets fields of a customer; null takes one away, and the others stay",
    scope: "threads:write",
    params: ThreadParams,
    query: NO_FIELDS,
    body: z.strictObject({ fields: Fields }),
    answer: oneOf(CustomerShape),
    async run({ key, params, body }) {
      const customer = await reachedCustomer(api, key, params);
      told(await setFields(api, customer, { ...body, who: writerOf(key) }));
      return answer(api, key, customer);
    },
  });
}

const Consent = z.strictObject({
  category: z.enum([...CONSENT_CATEGORIES, "all"]),
  word: z.enum(CONSENT_WORDS),
  stated_at: z.iso
    .datetime({ offset: true })
    .transform((text) => instantFromMs(Date.parse(text)))
    .optional()
    .meta({ description: "When the customer said so; left out: now." }),
  source: z
    .string()
    .max(200)
    .transform((text) => text.trim())
    .refine((text) => text !== "", "must say where it is from"),
  evidence: z.string().max(2_000).optional(),
});

function consent(api: ApiSurroundings): Route {
  return route({
    method: "POST",
    path: `${PATH}/consents`,
    summary: "Writes down what a customer agreed to or stopped, when they said so, and where",
    scope: "consent:write",
    params: ThreadParams,
    query: NO_FIELDS,
    body: Consent,
    answer: oneOf(CustomerShape),
    async run({ key, params, body }) {
      const customer = await reachedCustomer(api, key, params);
      const now = api.clock.now();
      const { stated_at: statedAt = now, evidence = null, ...said } = body;
      if (statedAt > now) {
        throw new ApiProblem("invalid", "body.stated_at: lies in the future", {
          where: "body.stated_at",
        });
      }
      const who = { who: key.name, whoId: key.keyId };
      const recordId = api.ids.uuid();
      const one = { ...said, ...who, recordId, statedAt, evidence, recordedAt: now };
      const about = { scope: customer.scope, places: customer.places, batchId: recordId };
      const written = await recordConsents(api, about, [{ ...one, names: customer.names }]);
      if (written === "gone") throw changedMeanwhile();
      await untilHeeded(api, params.number_id, recordId);
      return answer(api, key, customer);
    },
  });
}

export function writerOf({ keyId: id, name }: ApiKey): Writer {
  return { id, name };
}

/** The customer of a thread that a key reaches, as far as its numbers know them. */
export async function reachedCustomer(
  api: ApiSurroundings,
  key: ApiKey,
  { number_id, thread_id }: ThreadAddress,
): Promise<SeenCustomer> {
  const { numberId, threadId } = await reachedThread(api, key, { number_id, thread_id });
  const customer = await findCustomer(api.db, { numberId, threadId });
  if (customer !== undefined) return seenBy(customer, (one) => mayReach(key, one));
  throw new ApiProblem("conflict", "It is a group's thread, or nobody connected its number.");
}

interface Answered {
  readonly body: { readonly data: CustomerShape };
}

async function answer(
  api: ApiSurroundings,
  key: ApiKey,
  customer: SeenCustomer,
): Promise<Answered> {
  const shown = shownOf(customer);
  const notes = await selectNotes(api.db, shown);
  const kept = await selectFields(api.db, shown);
  const consents = await selectConsents(api.db, shown);
  const threads = customer.threads.filter(({ numberId }) => mayReach(key, numberId));
  return {
    body: {
      data: {
        names: [...customer.known],
        threads: threads.map(({ numberId, threadId }) => {
          const number = api.gate.directory.number(numberId);
          return {
            ...{ number_id: String(numberId), thread_id: threadId },
            ...{ number_name: number?.name ?? null, number_phone: number?.displayPhone ?? null },
          };
        }),
        notes: notes.map(({ recordId, text, writtenAt, editedAt, who }) => ({
          ...{ note_id: recordId, text, who },
          ...{ written_at: isoOf(writtenAt), edited_at: isoOrNull(editedAt) },
        })),
        consents: consents
          .toReversed()
          .map(({ recordId, category, word, statedAt, source, evidence, recordedAt, who }) => ({
            ...{ consent_id: recordId, category, word, source, evidence, who },
            ...{ stated_at: isoOf(statedAt), recorded_at: isoOf(recordedAt) },
          })),
        fields: kept.map(({ name, value, setAt, who }) => {
          return { name, value, set_at: isoOf(setAt), who };
        }),
      },
    },
  };
}
