import { parseWebhook } from "@casement/cloud-api";
import { fieldIn, listIn } from "../json/unknown-value.ts";
import type { SignedBody } from "./signed-body.ts";

/** Where a post is kept that names nobody, or that is no JSON although Meta signed it. */
export const NOBODY = 0n;

/**
 * The streams a post belongs to: each phone number that it names, and the entry of every change
 * that names none. Nothing else of it is read before it is kept.
 *
 * Over a third of the kinds of webhooks name no number. A number that nobody connected is a stream
 * like any other: what Meta says of it is kept and shown.
 */
export function streamsOf(body: SignedBody): bigint[] {
  const streams = new Set<bigint>();
  for (const entry of listIn(parsed(body), "entry")) {
    for (const change of changesIn(entry)) streams.add(streamOfChange(entry, change));
  }
  if (streams.size === 0) streams.add(NOBODY);
  return [...streams].sort((a, b) => (a < b ? -1 : 1));
}

/** An entry without a list of changes is told of as one that nobody can read. */
function changesIn(entry: unknown): readonly unknown[] {
  const changes = fieldIn(entry, "changes");
  return Array.isArray(changes) ? changes : [undefined];
}

/** The stream of one change: its number, or else its entry. The digest asks the same. */
export function streamOfChange(entry: unknown, change: unknown): bigint {
  const metadata = fieldIn(fieldIn(change, "value"), "metadata");
  return idFrom(fieldIn(metadata, "phone_number_id")) ?? idFrom(fieldIn(entry, "id")) ?? NOBODY;
}

function parsed(body: SignedBody): unknown {
  try {
    return parseWebhook(new TextDecoder().decode(body)).value;
  } catch {
    return undefined;
  }
}

function idFrom(value: unknown): bigint | undefined {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && /^\d{1,18}$/.test(text) ? BigInt(text) : undefined;
}
