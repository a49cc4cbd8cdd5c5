import { isId } from "./names.ts";
import type { Stage } from "./stage.ts";

/** A thread of the hub, and whose it is. */
export interface ThreadRow {
  readonly thread: string;
  readonly phone: string;
  readonly heard: number | null;
  readonly readTo: number | null;
  /**
   * Whether nothing was said in it, and the customer has another: who was only ever refused a
   * message by another name is nobody's to know for who they are.
   */
  readonly isSpare: boolean;
}

/** The threads of the number, each once for each customer that its names mean: it should be one. */
export async function gatherThreads({
  db,
  numberId,
  names,
  sightings,
}: Pick<Stage, "db" | "numberId" | "names" | "sightings">): Promise<ThreadRow[]> {
  const { rows } = await db.query<NamedThread>(THREADS, [numberId]);
  const named = rows.map((row) => ({ ...row, phone: names.phoneOf(row.name) }));
  const full = new Set(named.flatMap(({ isEmpty, phone }) => (isEmpty ? [] : phone)));
  const threads = Map.groupBy(named, ({ thread, phone }) => `${thread} ${phone}`);
  return [...threads.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const { name: _name, isEmpty, ...row } = first;
    const digits = all.filter(({ name }) => !isId(name)).length;
    if (digits > 1) sightings.saw("a thread with two writings of a phone");
    if (names.isHidden(row.phone) && digits > 0 && digits < all.length) {
      sightings.saw("a thread with the phone of who shows none");
    }
    return { ...row, isSpare: isEmpty && full.has(row.phone) };
  });
}

interface NamedThread extends Omit<ThreadRow, "phone" | "isSpare"> {
  readonly name: string;
  readonly isEmpty: boolean;
}
const THREADS = `
select t.thread_id::text as thread, a.value as name,
       (extract(epoch from t.heard_at) * 1000)::float8 as heard,
       (extract(epoch from t.read_to) * 1000)::float8 as "readTo",
       not exists (
         select from message m where m.number_id = t.number_id and m.thread_id = t.thread_id
       ) as "isEmpty"
from thread t
join alias a on a.number_id = t.number_id and a.thread_id = t.thread_id
where t.number_id = $1::bigint and a.kind in ('wa_id', 'user_id')`;
