import { type Instant, instantFromIso, instantFromMs } from "@casement/engine";
import { z } from "zod";
import { type Json, objectIn } from "../json.ts";
import { noBusinessRecords } from "./business-records.ts";
import { newCustomersHabits } from "./customer.ts";
import { noEnforcementRecords } from "./enforcement-records.ts";
import { newTemplateLife } from "./template.ts";
import type { World } from "./world.ts";

/** A world as it is saved: the moment, and the value. */
export interface StateDocument {
  readonly now: string;
  readonly world: World;
}

export function stateFromPlatform(world: World, now: Instant): StateDocument {
  return { now: new Date(now).toISOString(), world };
}

export type StateReading =
  | { readonly ok: true; readonly now: Instant; readonly world: World }
  | { readonly ok: false; readonly what: string };

/**
 * The world that a document holds, if it is one that this version wrote.
 *
 * What is checked is that it has the shape of a world at the top. Inside it is taken as it is: the
 * document comes from the emulator itself, and a hand-made one can only harm its own world.
 */
export function worldFromState(document: unknown): StateReading {
  const read = Document.safeParse(upgraded(document));
  if (!read.success) {
    const issue = read.error.issues[0];
    return { ok: false, what: `${issue?.path.join(".")}: ${issue?.message}` };
  }
  const now = instantFromIso(read.data.now);
  if (now === undefined) return { ok: false, what: "now: not a moment in ISO 8601" };
  return { ok: true, now, world: structuredClone(read.data.world) };
}

/** A world of version 1 had no media. What it was about to send by a link goes out unseen. */
function upgraded(document: unknown): unknown {
  const read = Old.safeParse(document);
  if (!read.success) return withLaterMembers(document);
  const { world } = read.data;
  const messages = Object.entries(world.messages).map(([id, message]) => [
    id,
    message["from"] === "business" ? { ...message, links: [] } : message,
  ]);
  const now = { ...world, version: 2, media: {}, messages: Object.fromEntries(messages) };
  return withLaterMembers({ ...read.data, world: now });
}

/** A world that was saved before a member was there gets the one of a world not touched yet. */
function withLaterMembers(document: unknown): unknown {
  const world = objectIn(objectIn(document)?.["world"]);
  if (world === undefined || objectIn(world["customers"]) === undefined) return document;
  const life = newTemplateLife(instantFromMs(0));
  const records = {
    ...noBusinessRecords(),
    ...noEnforcementRecords(Number(world["seed"])),
    webhookRetries: "7d",
  };
  return {
    ...objectIn(document),
    world: {
      ...completed(world, records),
      customers: eachCompleted(world["customers"], () => newCustomersHabits()),
      templates: eachCompleted(world["templates"], () => ({ life: structuredClone(life) })),
    },
  };
}

/** The object with the members it lacks behind its own, which keep their order and their values. */
function completed(object: Json, members: object): Json {
  const lacking = Object.entries(members).filter(([name]) => !Object.hasOwn(object, name));
  return { ...object, ...Object.fromEntries(lacking) };
}

function eachCompleted(entries: unknown, members: () => object): Json {
  return Object.fromEntries(
    Object.entries(objectIn(entries) ?? {}).map(([id, entry]) => [
      id,
      completed(objectIn(entry) ?? {}, members()),
    ]),
  );
}

const Entries = z.record(z.string(), z.looseObject({}));

const TopOfWorld = z.looseObject({
  version: z.literal(2),
  name: z.string(),
  seed: z.number(),
  random: z.object({
    ids: z.array(z.number()).length(4),
    traces: z.array(z.number()).length(4),
    behaviour: z.array(z.number()).length(4),
  }),
  secrets: z.object({ token: z.string(), appSecret: z.string(), verifyToken: z.string() }),
  windowErrors: z.enum(["async", "sync"]),
  webhookRetries: z.enum(["7d", "36h"]),
  app: z.looseObject({ id: z.string() }),
  portfolioId: z.string(),
  accounts: Entries,
  numbers: Entries,
  templates: Entries,
  customers: Entries,
  threads: Entries,
  messages: Entries,
  media: Entries,
  agenda: Entries,
  posts: Entries,
  usage: z.record(z.string(), z.number()),
  next: z.object({ action: z.number(), fact: z.number(), post: z.number() }),
});

const Old = z.looseObject({
  world: z.looseObject({ version: z.literal(1), messages: Entries }),
});

const Document = z.object({
  now: z.string(),
  world: z.custom<World>(
    (value) => TopOfWorld.safeParse(value).success,
    "not a world of version 2",
  ),
});
