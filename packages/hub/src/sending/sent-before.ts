import { HOUR_MS, type Instant, later } from "@casement/engine";
import type { ClientBase } from "pg";
import type { Ask } from "./ask.ts";
import {
  type CommandKeys,
  forgetIdempotencyKeys,
  type KnownDraft,
  selectDraftsByIdempotencyKey,
  selectUnknownDrafts,
} from "./draft-store.ts";

type Db = Pick<ClientBase, "query">;

/** How long an idempotency key stands for the draft it came with (SPEC S3). */
const KEPT_MS: number = 7 * 24 * HOUR_MS;

/** Finds the draft that an ask already is, if it is one. */
export type SentBefore = (ask: Ask) => KnownDraft | undefined;

/**
 * Looks for the drafts that these asks already are: by idempotency key; or, without one, the same
 * body from the same API key while nobody knows what became of it (SPEC S3).
 */
export async function sentBefore(
  db: Db,
  numberId: bigint,
  asks: readonly Ask[],
  now: Instant,
): Promise<SentBefore> {
  const keys = asks.flatMap(({ command }) => command.idempotencyKey ?? []);
  const keyed = await selectDraftsByIdempotencyKey(db, numberId, [...new Set(keys)]);
  const [old, kept] = [keyed.filter(isOld), keyed.filter((draft) => !isOld(draft))];
  await forgetIdempotencyKeys(
    db,
    numberId,
    old.map((draft) => draft.draftId),
  );
  const bodies = asks.filter(({ command }) => command.idempotencyKey === undefined);
  const unknown = await selectUnknownDrafts(
    db,
    numberId,
    bodies.map((ask) => ask.bodySha256),
  );
  return (ask) => {
    const { keyId, idempotencyKey } = ask.command;
    if (idempotencyKey === undefined) return unknown.find((draft) => isOf(ask, draft));
    return kept.find((one) => one.keyId === keyId && one.idempotencyKey === idempotencyKey);
  };

  function isOld({ createdAt }: KnownDraft): boolean {
    return later(createdAt, KEPT_MS) <= now;
  }
}

/** Whether an ask is word for word what a command asked for before, by the same key. */
export function isOf(
  { command, bodySha256 }: Ask,
  known: Pick<CommandKeys, "keyId" | "bodySha256">,
): boolean {
  return known.keyId === command.keyId && Buffer.compare(known.bodySha256, bodySha256) === 0;
}
