import type { Instant } from "@casement/engine";
import {
  conversationLine,
  type DumpedUnit,
  unitLine,
  windowLine,
} from "../ledger/canonical-dump.ts";
import type { StoredParts, StoredState } from "../ledger/canonical-dump-store.ts";
import { unitKey } from "../ledger/posting.ts";
import { dumpedConversation, type RebuiltThread, type RebuiltUnit } from "../ledger/rebuild.ts";
import type { Waiting } from "../threads/waiting-store.ts";
import { canonicalJson } from "../webhook/fact-id.ts";

/** Something that follows from facts, as text, and the thread it belongs to. */
export interface Line {
  readonly threadId: string | null;
  readonly text: string;
}

/** A line that only one side has. */
export interface Difference extends Line {
  readonly side: "stored" | "rebuilt";
}

/** What is booked of a unit. `threadId` is null if there is no such unit any more. */
export interface BookedSum {
  readonly threadId: string | null;
  readonly unit: string;
  readonly amountMicros: number;
}

/** What is stored of a number, as lines. A customer is named by the thread alone. */
export function storedLines(parts: {
  readonly stored: StoredParts;
  readonly states: readonly StoredState[];
  readonly waiting: readonly Waiting[];
  readonly booked: readonly BookedSum[];
}): Line[] {
  const { stored, states, waiting, booked } = parts;
  return [
    ...states.map(({ threadId, state, openedAt, closesAt }) =>
      stateLine(threadId, state, openedAt === null ? null : { openedAt, closesAt }),
    ),
    ...waiting.flatMap(({ threadId, stored: since }) => waitingLine(threadId, since)),
    ...stored.windows.map(({ threadId, window }) => ({ threadId, text: windowLine(window) })),
    ...stored.conversations.map(({ threadId, conversation }) => ({
      threadId,
      text: conversationLine(conversation),
    })),
    ...stored.units.map(lineOfUnit),
    ...booked.flatMap(({ threadId, unit, amountMicros }) =>
      amountMicros === 0 ? [] : [bookedLine(threadId, unit, amountMicros)],
    ),
  ];
}

/** The same of what its facts make of it, and who waits by its messages. */
export function rebuiltLines(rebuilt: {
  readonly threads: readonly RebuiltThread[];
  readonly units: readonly RebuiltUnit[];
  readonly waiting: readonly Waiting[];
}): Line[] {
  const { threads, units, waiting } = rebuilt;
  return [
    ...waiting.flatMap(({ threadId, anew }) => waitingLine(threadId, anew)),
    ...threads.flatMap(({ threadId, state, changes }) => [
      stateLine(threadId, state, state.window),
      ...changes.windows.map((window) => ({ threadId, text: windowLine(window) })),
      ...changes.conversations.map((one) => ({
        threadId,
        text: conversationLine(dumpedConversation(one)),
      })),
    ]),
    ...units.map(lineOfUnit),
    ...units.flatMap(({ threadId, unit, charge }) =>
      charge.amountMicros === null || charge.amountMicros === 0
        ? []
        : [bookedLine(threadId, unitKey(unit), charge.amountMicros)],
    ),
  ];
}

/** What only one side has, thread by thread. */
export function differencesOf(stored: readonly Line[], rebuilt: readonly Line[]): Difference[] {
  const found = [
    ...without(stored, rebuilt).map((line) => ({ ...line, side: "stored" as const })),
    ...without(rebuilt, stored).map((line) => ({ ...line, side: "rebuilt" as const })),
  ];
  return found.sort((a, b) => compare(keyOf(a), keyOf(b)));
}

function without(lines: readonly Line[], others: readonly Line[]): Line[] {
  const there = new Set(others.map(keyOf));
  return lines.filter((line) => !there.has(keyOf(line)));
}

function stateLine(threadId: string, state: unknown, window: unknown): Line {
  return { threadId, text: `thread ${canonicalJson({ window, state })}` };
}

function waitingLine(threadId: string, since: Instant | null): Line[] {
  return since === null ? [] : [{ threadId, text: `waiting ${canonicalJson({ since })}` }];
}

function lineOfUnit(one: DumpedUnit & { readonly threadId: string }): Line {
  return { threadId: one.threadId, text: unitLine(one) };
}

function bookedLine(threadId: string | null, unit: string, amountMicros: number): Line {
  return { threadId, text: `booked ${canonicalJson({ unit, amountMicros })}` };
}

function keyOf({ threadId, text }: Line): string {
  return `${threadId ?? ""} ${text}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
