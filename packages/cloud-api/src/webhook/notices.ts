import type { z } from "zod";
import { faultOf } from "../where.ts";
import type { WebhookChange } from "./envelope.ts";
import { ErrorNotice } from "./error-notice.ts";
import { Digits } from "./lenient.ts";
import { EchoNotice, MessageNotice } from "./message-notice.ts";
import { refusedPlaces } from "./refused-notices.ts";
import { StatusNotice } from "./status-notice.ts";
import {
  GroupNotice,
  HistoryChunkNotice,
  PastMessageNotice,
  StateSyncNotice,
  TemplateUpdateNotice,
} from "./update-notice.ts";
import {
  CallNotice,
  ContactNotice,
  NumberMetadata,
  PreferenceNotice,
  UserIdUpdateNotice,
} from "./values.ts";

type Reading =
  | { readonly kind: "message"; readonly notice: MessageNotice }
  | { readonly kind: "status"; readonly notice: StatusNotice }
  | { readonly kind: "call_status"; readonly notice: StatusNotice }
  | { readonly kind: "echo"; readonly notice: EchoNotice }
  | { readonly kind: "preference"; readonly notice: PreferenceNotice }
  | { readonly kind: "user_id_update"; readonly notice: UserIdUpdateNotice }
  | { readonly kind: "call"; readonly notice: CallNotice }
  | { readonly kind: "group"; readonly notice: GroupNotice }
  | { readonly kind: "state_sync"; readonly notice: StateSyncNotice }
  | { readonly kind: "template"; readonly notice: TemplateUpdateNotice }
  /** `customer` is whose thread of the past it stood in, where the notice says so. */
  | {
      readonly kind: "past_message";
      readonly notice: PastMessageNotice;
      readonly customer: string | undefined;
    }
  | { readonly kind: "history_chunk"; readonly notice: HistoryChunkNotice }
  | { readonly kind: "error"; readonly notice: ErrorNotice }
  /**
   * A change that has no items we know: an account's, a flow's. `raw` is its value.
   */
  | { readonly kind: "other"; readonly field: string }
  /** Something was taken out of it that nobody may be handed; `raw` is what is left of it. */
  | { readonly kind: "refused"; readonly what: string }
  /** An item that lacks what makes it one; `what` says where and what, and quotes nothing. */
  | { readonly kind: "not_understood"; readonly what: string };

/**
 * One item of a change. `raw` is the item as it came, for who keeps it or makes a key of it;
 * `where` is its place in the value (`messages[0]`).
 */
export type Notice = Reading & { readonly raw: unknown; readonly where: string };

/** All that one change says, each notice read by itself. */
export interface Notices {
  /** Absent for a change that concerns an account and no number. */
  readonly metadata: NumberMetadata | undefined;
  readonly contacts: readonly ContactNotice[];
  readonly notices: readonly Notice[];
}

/**
 * What a change says, notice by notice: one that cannot be read becomes `not_understood` and takes
 * no other along. Never throws, and gives as many notices as came.
 */
export function readNotices(change: WebhookChange): Notices {
  const value = isRecord(change.value) ? change.value : {};
  const metadata = NumberMetadata.safeParse(value["metadata"]);
  // A flow's value has `errors` of its own, in another form, and no number.
  const members = metadata.success ? MEMBERS : [];
  const notices = members.flatMap((member) =>
    listOf(value[member]).map((raw, index): Notice => {
      const reading = readingOf(member, raw, change.field);
      return { ...reading, raw, where: `${member}[${index}]` };
    }),
  );
  if (metadata.success) notices.push(...listOf(value["history"]).flatMap(pastNotices));
  if (notices.length === 0) {
    const reading = isOfTemplate(change.field)
      ? read(TemplateUpdateNotice, value, (notice) => ({ kind: "template", notice }))
      : ({ kind: "other", field: change.field } as const);
    notices.push({ ...reading, raw: change.value, where: "value" });
  }
  const contacts = listOf(value["contacts"]).map((raw, i) => ({ raw, where: `contacts[${i}]` }));
  const places = [...notices, ...contacts].map(({ where }) => where);
  const refused = refusedPlaces(change.refusals, places);
  return {
    metadata: metadata.success ? metadata.data : undefined,
    contacts: contacts.flatMap(({ raw, where }) => {
      const contact = ContactNotice.safeParse(raw);
      return contact.success && refused(where) === undefined ? [contact.data] : [];
    }),
    notices: notices.map((notice) => {
      const what = refused(notice.where);
      return what === undefined ? notice : { ...notice, kind: "refused", what };
    }),
  };
}

function readingOf(member: Member, raw: unknown, field: string): Reading {
  switch (member) {
    case "messages":
      // Files of the past come one by one, after the messages that they belong to.
      if (field === "history") return pastReading(raw, undefined);
      return read(MessageNotice, raw, (notice) => ({ kind: "message", notice }));
    case "statuses":
      return read(StatusNotice, raw, (notice) => ({
        kind: field === "calls" || notice.type === "call" ? "call_status" : "status",
        notice,
      }));
    case "message_echoes":
      return read(EchoNotice, raw, (notice) => ({ kind: "echo", notice }));
    case "user_preferences":
      return read(PreferenceNotice, raw, (notice) => ({ kind: "preference", notice }));
    case "user_id_update":
      return read(UserIdUpdateNotice, raw, (notice) => ({ kind: "user_id_update", notice }));
    case "calls":
      return read(CallNotice, raw, (notice) => ({ kind: "call", notice }));
    case "groups":
      return read(GroupNotice, raw, (notice) => ({ kind: "group", notice }));
    case "state_sync":
      return read(StateSyncNotice, raw, (notice) => ({ kind: "state_sync", notice }));
    case "errors":
      return read(ErrorNotice, raw, (notice) => ({ kind: "error", notice }));
  }
}

/** The messages in one piece of the past, thread by thread; or the piece itself if it has none. */
function pastNotices(piece: unknown, index: number): Notice[] {
  const where = `history[${index}]`;
  const { threads, errors, metadata } = isRecord(piece) ? piece : {};
  const messages = listOf(threads).flatMap((thread, t) => {
    const customer = isRecord(thread) ? Digits.safeParse(thread["id"]).data : undefined;
    return listOf(isRecord(thread) ? thread["messages"] : undefined).map(
      (raw, m): Notice => ({
        ...pastReading(raw, customer),
        raw,
        where: `${where}.threads[${t}].messages[${m}]`,
      }),
    );
  });
  const refusals = listOf(errors).map((raw, e): Notice => {
    return { ...readingOf("errors", raw, "history"), raw, where: `${where}.errors[${e}]` };
  });
  const notices = [...messages, ...refusals];
  if (notices.length > 0) return notices;
  const label = read(HistoryChunkNotice, metadata, (notice) => ({ kind: "history_chunk", notice }));
  return [{ ...label, raw: piece, where }];
}

function pastReading(raw: unknown, customer: string | undefined): Reading {
  return read(PastMessageNotice, raw, (notice) => ({ kind: "past_message", notice, customer }));
}

function isOfTemplate(field: string): boolean {
  return field.startsWith("message_template_") || field === "template_category_update";
}

function read<Shape>(
  schema: z.ZodType<Shape>,
  raw: unknown,
  readingFrom: (notice: Shape) => Reading,
): Reading {
  const result = schema.safeParse(raw);
  return result.success
    ? readingFrom(result.data)
    : { kind: "not_understood", what: faultOf(result.error) };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The lists of a value, in the order their notices are given: people speak before reports do. */
const MEMBERS = [
  "messages",
  "message_echoes",
  "calls",
  "statuses",
  "user_preferences",
  "user_id_update",
  "groups",
  "state_sync",
  "errors",
] as const;
type Member = (typeof MEMBERS)[number];
