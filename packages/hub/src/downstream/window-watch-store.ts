import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";

type Db = Pick<ClientBase, "query">;

/** Up to which moment programs were told of windows that close. */
export interface WindowWatch {
  /** Told ahead, of every window that closes up to here. */
  readonly closingTo: Instant;
  readonly closedTo: Instant;
}

/** `undefined`: no program asked for it until now. */
export async function selectWindowWatch(
  db: Db,
  numberId: bigint,
): Promise<WindowWatch | undefined> {
  const { rows } = await db.query<WindowWatch>({
    name: "select-window-watch",
    text: `
select closing_to as "closingTo", closed_to as "closedTo"
from window_watch
where number_id = $1`,
    values: [numberId],
  });
  return rows[0];
}

export async function putWindowWatch(
  db: Db,
  numberId: bigint,
  { closingTo, closedTo }: WindowWatch,
): Promise<void> {
  await db.query({
    name: "put-window-watch",
    text: `
insert into window_watch (number_id, closing_to, closed_to)
values ($1, $2, $3)
on conflict (number_id) do update
set closing_to = excluded.closing_to, closed_to = excluded.closed_to`,
    values: [numberId, new Date(closingTo), new Date(closedTo)],
  });
}

export async function deleteWindowWatch(db: Db, numberId: bigint): Promise<void> {
  await db.query("delete from window_watch where number_id = $1", [numberId]);
}

/** A service window that closes, with its thread. */
export interface ClosingWindow {
  readonly threadId: string;
  readonly openedAt: Instant;
  readonly closesAt: Instant;
}

/** The windows that close after one moment and up to another, in order. */
export async function selectWindowsClosing(
  db: Db,
  numberId: bigint,
  { after, to }: { after: Instant; to: Instant },
): Promise<ClosingWindow[]> {
  const { rows } = await db.query<ClosingWindow>({
    name: "select-windows-closing",
    text: `
select thread_id as "threadId", window_opened_at as "openedAt", window_closes_at as "closesAt"
from thread
where number_id = $1 and window_closes_at > $2 and window_closes_at <= $3
order by window_closes_at, thread_id`,
    values: [numberId, new Date(after), new Date(to)],
  });
  return rows;
}

/** When the next window closes after a moment. */
export async function selectNextWindowEnd(
  db: Db,
  numberId: bigint,
  after: Instant,
): Promise<Instant | undefined> {
  const { rows } = await db.query<{ closesAt: Instant | null }>({
    name: "select-next-window-end",
    text: `
select min(window_closes_at) as "closesAt"
from thread
where number_id = $1 and window_closes_at > $2`,
    values: [numberId, new Date(after)],
  });
  return rows[0]?.closesAt ?? undefined;
}
