import { createHash } from "node:crypto";
import type { ClientBase } from "pg";

type Db = Pick<ClientBase, "query">;

/** What one upload at a time may be of: these bytes, as this type, for this number. */
export interface TurnSubject {
  readonly numberId: bigint;
  readonly sha256: Uint8Array;
  readonly mimeType: string;
}

/**
 * A turn's name to the server: the lock of a session, which ends with it, so that a node that dies
 * has let go. Two numbers: locks of one are numbers' owners (`ownership-store.ts`).
 */
export type TurnKey = readonly [number, number];

export function turnKeyOf({ numberId, sha256, mimeType }: TurnSubject): TurnKey {
  const words = JSON.stringify([String(numberId), mimeType, Buffer.from(sha256).toString("hex")]);
  const hash = createHash("sha256").update(words).digest();
  return [hash.readInt32BE(0), hash.readInt32BE(4)];
}

/** Takes the turn, if no other session has it. */
export async function tryTurn(db: Db, key: TurnKey): Promise<boolean> {
  const { rows } = await db.query<{ taken: boolean }>({
    name: "try-upload-turn",
    text: "select pg_try_advisory_lock($1::int, $2::int) as taken",
    values: [...key],
  });
  return rows[0]?.taken === true;
}

export async function endTurn(db: Db, key: TurnKey): Promise<void> {
  await db.query({
    name: "end-upload-turn",
    text: "select pg_advisory_unlock($1::int, $2::int)",
    values: [...key],
  });
}
