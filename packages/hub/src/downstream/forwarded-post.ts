import { graphJson, parseWebhook } from "@casement/cloud-api";
import { fieldIn, listIn } from "../json/unknown-value.ts";
import { draftIdFrom } from "../webhook/status-translation.ts";
import { streamOfChange } from "../webhook/streams.ts";
import type { Gets } from "./endpoint.ts";
import { cutsIn, type Edit, edited } from "./json-edit.ts";
import { type JsonPlace, jsonPlaceOf, memberIn } from "./json-place.ts";

/** What a caller gave with a draft; null: nothing; undefined: it is no draft of ours. */
export type CallbackDataOf = (numberId: bigint, draftId: string) => string | null | undefined;

/** A post as an endpoint gets it. */
export interface ForwardedPost {
  readonly bytes: Uint8Array;
  /** How many changes of how many, if it is not all of them: `1/3`. */
  readonly recut: string | undefined;
}

/** A draft that a post names, and the stream that it is of. */
export interface NamedDraft {
  readonly numberId: bigint;
  readonly draftId: string;
}

/** Meta's name for what a sender wants to hear again in each status. */
const CALLBACK_DATA = "biz_opaque_callback_data";

/** The drafts of ours that a post names, so that what their senders gave can be looked up. */
export function draftsIn(bytes: Uint8Array): NamedDraft[] {
  if (!Buffer.from(bytes).includes(CALLBACK_DATA)) return [];
  const { changes } = readingOf(bytes) ?? { changes: [] };
  return changes.flatMap(({ stream, statuses }) =>
    statuses.flatMap(({ draftId }) =>
      draftId === undefined ? [] : [{ numberId: stream, draftId }],
    ),
  );
}

/**
 * Meta's bytes with our draft's id replaced by what the sender gave, or taken out if that was
 * nothing; and of the changes only those that the endpoint gets (SPEC H1, H4). `undefined`: it gets
 * none of them. What nobody can read is forwarded as it is to who gets everything.
 */
export function forwardedPost(
  bytes: Uint8Array,
  gets: Gets,
  callbackDataOf: CallbackDataOf,
): ForwardedPost | undefined {
  const reading = readingOf(bytes);
  if (reading === undefined || reading.changes.length === 0) {
    return gets(0n) ? { bytes, recut: undefined } : undefined;
  }
  const { text, root, changes } = reading;
  const mine = changes.filter(({ stream }) => gets(stream));
  if (mine.length === 0) return undefined;
  const edits = mine.flatMap(({ stream, statuses }) =>
    statuses.flatMap((status) => callbackEdits(stream, status, callbackDataOf)),
  );
  const isCut = mine.length < changes.length;
  if (isCut) edits.push(...cutsTo(new Set(mine.map((one) => one.place)), root));
  return {
    bytes: edits.length === 0 ? bytes : Buffer.from(edited(text, edits), "latin1"),
    recut: isCut ? `${mine.length}/${changes.length}` : undefined,
  };
}

interface Reading {
  readonly text: string;
  readonly root: JsonPlace;
  readonly changes: readonly Change[];
}

interface Change {
  readonly stream: bigint;
  /** The change, or the entry, if that has no list of changes. */
  readonly place: JsonPlace | undefined;
  readonly statuses: readonly Status[];
}

interface Status {
  readonly place: JsonPlace | undefined;
  readonly draftId: string | undefined;
}

/**
 * A byte is a character here (`latin1`), so that places in the text are places in the bytes. All of
 * JSON's own signs are one byte in UTF-8 and never a part of another character.
 */
function readingOf(bytes: Uint8Array): Reading | undefined {
  const value = parsed(bytes);
  if (value === undefined) return undefined;
  const text = Buffer.from(bytes).toString("latin1");
  const root = jsonPlaceOf(text);
  const entries = memberIn(root, "entry")?.items ?? [];
  const changes = listIn(value, "entry").flatMap((entry, i): Change[] => {
    const list = fieldIn(entry, "changes");
    if (!Array.isArray(list)) {
      return [{ stream: streamOfChange(entry, undefined), place: entries[i], statuses: [] }];
    }
    const places = memberIn(entries[i], "changes")?.items ?? [];
    return list.map((change, k) => changeOf(entry, change, places[k]));
  });
  return { text, root, changes };
}

function changeOf(entry: unknown, change: unknown, place: JsonPlace | undefined): Change {
  const places = memberIn(memberIn(place, "value"), "statuses")?.items ?? [];
  return {
    stream: streamOfChange(entry, change),
    place,
    statuses: listIn(fieldIn(change, "value"), "statuses").map((status, i) => {
      const said = fieldIn(status, CALLBACK_DATA);
      return {
        place: places[i],
        draftId: draftIdFrom(typeof said === "string" ? said : undefined),
      };
    }),
  };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return parseWebhook(text).value;
  } catch {
    return undefined;
  }
}

function callbackEdits(
  stream: bigint,
  { place, draftId }: Status,
  callbackDataOf: CallbackDataOf,
): Edit[] {
  const members = place?.members ?? [];
  const index = members.findLastIndex((one) => one.name === CALLBACK_DATA);
  const member = members[index];
  if (draftId === undefined || member === undefined) return [];
  const given = callbackDataOf(stream, draftId);
  if (given === undefined) return [];
  const { from, to } = member.value;
  if (given !== null) return [{ from, to, text: graphJson(given) }];
  const [before, after] = [members[index - 1], members[index + 1]];
  if (before !== undefined) return [{ from: before.value.to, to, text: "" }];
  return [{ from: member.from, to: after?.from ?? to, text: "" }];
}

/** Takes out every change that is not among `kept`, and every entry that then has none. */
function cutsTo(kept: ReadonlySet<JsonPlace | undefined>, root: JsonPlace): Edit[] {
  const entries = memberIn(root, "entry")?.items ?? [];
  const changesOf = (entry: JsonPlace): readonly JsonPlace[] =>
    memberIn(entry, "changes")?.items ?? [];
  const isKept = (entry: JsonPlace): boolean =>
    kept.has(entry) || changesOf(entry).some((change) => kept.has(change));
  const within = entries
    .filter(isKept)
    .flatMap((entry) => cutsIn(changesOf(entry), (change) => kept.has(change)));
  return [...cutsIn(entries, isKept), ...within];
}
