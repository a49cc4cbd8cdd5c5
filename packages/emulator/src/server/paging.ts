import type { Json } from "../json.ts";
import type { Call } from "./call.ts";

/**
 * A page of a list as Meta gives it. Clients follow `next` to the letter, so it leads back to this
 * emulator and carries the token if that came in the query. An empty list has no paging.
 */
export function page(call: Call, items: readonly Json[]): Json {
  const limit = limitOf(call.parameters["limit"]);
  const start = startOf(call.parameters, items.length, limit);
  const data = items.slice(start, start + limit);
  if (data.length === 0) return { data };
  const cursors = { before: cursorAt(start), after: cursorAt(start + data.length) };
  const hasNext = start + data.length < items.length;
  return {
    data,
    paging: {
      cursors,
      ...(hasNext && { next: linkTo(call, limit, "after", cursors.after) }),
      ...(start > 0 && { previous: linkTo(call, limit, "before", cursors.before) }),
    },
  };
}

function startOf(parameters: Json, count: number, limit: number): number {
  const after = placeOf(parameters["after"]);
  if (after !== undefined) return Math.min(after, count);
  const before = placeOf(parameters["before"]);
  return before === undefined ? 0 : Math.max(0, before - limit);
}

/** The same address with another cursor; all else that was asked, the token included, stays. */
function linkTo(call: Call, limit: number, name: "after" | "before", cursor: string): string {
  const url = new URL(call.url);
  url.searchParams.delete("after");
  url.searchParams.delete("before");
  url.searchParams.set("limit", String(limit));
  url.searchParams.set(name, cursor);
  return url.href;
}

function limitOf(asked: unknown): number {
  const limit = Number(asked ?? LIMIT);
  return Number.isInteger(limit) && limit > 0 ? Math.min(limit, LIMIT_MAX) : LIMIT;
}

function cursorAt(place: number): string {
  return Buffer.from(`place:${place}`).toString("base64url");
}

function placeOf(cursor: unknown): number | undefined {
  if (typeof cursor !== "string") return undefined;
  const place = /^place:(\d{1,9})$/.exec(Buffer.from(cursor, "base64url").toString())?.[1];
  return place === undefined ? undefined : Number(place);
}

const LIMIT = 25;
const LIMIT_MAX = 1_000;
