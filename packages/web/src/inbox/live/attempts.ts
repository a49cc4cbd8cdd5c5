import type { DraftShape, MessageShape } from "@casement/hub/api";

/** One wish of this screen's to send something: pressing Send again is the same wish. */
export interface Attempt {
  readonly idempotencyKey: string;
  readonly draft: DraftShape;
  /** How it looks until the hub has told of it. */
  readonly message: MessageShape;
  /** Why there may be no message of it; `undefined`: it is under way, or went. */
  readonly trouble: Trouble | undefined;
}

/** `refused`: it was surely not sent. `unanswered`: nobody knows; the same key sends it once. */
export interface Trouble {
  readonly kind: "refused" | "unanswered";
  readonly why: string;
}

/**
 * Whether an error with this code says that nothing was sent. `internal` the hub says of what may
 * have gone, too; without a code of the hub's it is the page of a proxy, which does not know.
 */
export function isSurelyNotSent(code: string): boolean {
  return code !== "internal" && code !== "unknown";
}

/** The attempts of a thread, by key. They stay when they went: by its key a bubble stays itself. */
export type Attempts = ReadonlyMap<string, Attempt>;

/** What this screen did, beside what it was told. */
export type AttemptEvent =
  | { readonly kind: "attempt_begun"; readonly attempt: Attempt }
  | {
      readonly kind: "attempt_failed";
      readonly idempotencyKey: string;
      readonly trouble: Trouble;
    }
  | { readonly kind: "attempt_forgotten"; readonly idempotencyKey: string };

export function attemptsAfter(attempts: Attempts, event: AttemptEvent): Attempts {
  switch (event.kind) {
    case "attempt_begun":
      return withAttempt(attempts, event.attempt, undefined);
    case "attempt_failed": {
      const attempt = attempts.get(event.idempotencyKey);
      return attempt === undefined ? attempts : withAttempt(attempts, attempt, event.trouble);
    }
    case "attempt_forgotten": {
      const left = new Map(attempts);
      left.delete(event.idempotencyKey);
      return left;
    }
  }
}

function withAttempt(
  attempts: Attempts,
  { message, ...attempt }: Attempt,
  trouble: Trouble | undefined,
): Attempts {
  const status = trouble === undefined ? "sending" : STATUS[trouble.kind];
  const { idempotencyKey } = attempt;
  return new Map(attempts).set(idempotencyKey, {
    ...attempt,
    message: { ...message, status },
    trouble,
  });
}

const STATUS = { refused: "refused", unanswered: "unknown" } as const;

/**
 * What a thread shows: its messages, and after them what is being sent and has no message yet.
 *
 * A message says by which key it was asked for, so whatever tells of it first, the answer or the
 * stream, takes the place of its attempt; the other one joins it.
 */
export function messagesShown(
  messages: readonly MessageShape[],
  attempts: Attempts,
): readonly MessageShape[] {
  if (attempts.size === 0) return messages;
  const told = new Set(messages.map((message) => message.idempotency_key));
  const waiting = [...attempts.values()].filter((one) => !told.has(one.idempotencyKey));
  return waiting.length === 0 ? messages : [...messages, ...waiting.map((one) => one.message)];
}

/** The attempt that a message is of, if this screen sent it. */
export function attemptOf(message: MessageShape, attempts: Attempts): Attempt | undefined {
  return attempts.get(message.idempotency_key ?? "");
}

/**
 * The key that sending `draft` goes by. While the last attempt at the same has no answer it keeps
 * its key: the hub then sends it once, however often the network makes us ask. One of which the hub
 * has told a message is answered by that: the same words again are another message.
 */
export function attemptKeyFor(
  {
    messages,
    attempts,
  }: { readonly messages: readonly MessageShape[]; readonly attempts: Attempts },
  draft: DraftShape,
  newKey: () => string,
): string {
  const text = JSON.stringify(draft);
  const told = new Set(messages.map((message) => message.idempotency_key));
  const unanswered = [...attempts.values()].findLast(
    ({ trouble, idempotencyKey, draft: asked }) =>
      trouble?.kind === "unanswered" && !told.has(idempotencyKey) && JSON.stringify(asked) === text,
  );
  return unanswered?.idempotencyKey ?? newKey();
}
