import { Client } from "pg";
import type { Send } from "./load.ts";
import type { Call } from "./meta.ts";
import type { Acknowledged } from "./post-office.ts";

/** What everybody outside the hub remembers of a run. */
export interface Witnesses {
  readonly acknowledged: readonly Acknowledged[];
  /** What customers wrote, by the ids of the messages. */
  readonly written: readonly string[];
  readonly calls: readonly Call[];
  readonly sends: readonly Send[];
}

/**
 * What the tables say that the witnesses do not, and the other way round. An empty list: nothing
 * acknowledged was lost, and nothing was sent twice.
 *
 * It shares no code with the hub: plain SQL, and maps of its own (invariants I1, I3, S1, S2).
 */
export async function audit(databaseUrl: string, witnesses: Witnesses): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const tables = await tablesIn(client);
    return [
      ...lostPosts(tables, witnesses),
      ...lostNotices(tables, witnesses),
      ...wrongSends(tables, witnesses),
    ];
  } finally {
    await client.end();
  }
}

interface MessageRow {
  readonly wamid: string;
  readonly direction: string;
  readonly reported: readonly string[];
}

interface DraftRow {
  readonly id: string;
  readonly state: string;
  readonly wamid: string | null;
  readonly mark: string;
}

interface Tables {
  readonly posts: ReadonlySet<string>;
  readonly pending: number;
  readonly notUnderstood: number;
  readonly messages: ReadonlyMap<string, MessageRow>;
  readonly drafts: ReadonlyMap<string, DraftRow>;
  readonly charged: ReadonlyMap<string, number>;
}

async function tablesIn(client: Client): Promise<Tables> {
  const rowsOf = async <Row extends object>(text: string): Promise<Row[]> =>
    (await client.query<Row>(text)).rows;
  const posts = await rowsOf<{ sha256: string }>(
    "select encode(sha256(bytes), 'hex') as sha256 from post",
  );
  const [counts] = await rowsOf<{ pending: number; strange: number }>(`
select (select count(*) from pending)::int as pending,
       (select count(*) from not_understood)::int as strange`);
  const messages = await rowsOf<MessageRow>(`
select wamid, direction,
       array_remove(array[
         case when sent_at is not null then 'sent' end,
         case when delivered_at is not null then 'delivered' end,
         case when read_at is not null then 'read' end,
         case when failed_at is not null then 'failed' end], null) as reported
from message`);
  const drafts = await rowsOf<DraftRow>(`
select draft_id::text as id, state, wamid, idempotency_key as mark
from draft`);
  const charged = await rowsOf<{ wamid: string; count: number }>(
    "select wamid, count(*)::int as count from unit group by wamid",
  );
  return {
    posts: new Set(posts.map(({ sha256 }) => sha256)),
    pending: counts?.pending ?? 0,
    notUnderstood: counts?.strange ?? 0,
    messages: new Map(messages.map((row) => [row.wamid, row])),
    drafts: new Map(drafts.map((row) => [row.id, row])),
    charged: new Map(charged.map(({ wamid, count }) => [wamid, count])),
  };
}

/** I1: whatever was answered 200 is there, byte for byte. */
function lostPosts({ posts }: Tables, { acknowledged }: Witnesses): string[] {
  return acknowledged
    .filter(({ sha256 }) => !posts.has(sha256))
    .map(({ text }) => `acknowledged and not stored: ${text.slice(0, 200)}`);
}

/** I3: every notice of every acknowledged post has its place, once, and none waits. */
function lostNotices(tables: Tables, { acknowledged, written }: Witnesses): string[] {
  const { messages, pending, notUnderstood, charged } = tables;
  const faults: string[] = [];
  if (pending > 0) faults.push(`${pending} posts are not digested`);
  if (notUnderstood > 0) faults.push(`${notUnderstood} notices were not understood`);
  for (const { id, status } of acknowledged.flatMap(({ text }) => noticesIn(text))) {
    const row = messages.get(id);
    if (row === undefined) faults.push(`${status ?? "message"} of ${id} is nowhere`);
    else if (status !== undefined && !wasReported(row, status)) {
      faults.push(`${id} was reported as ${status}, and is ${row.reported.join(" and ")}`);
    }
    if (status === "delivered" && charged.get(id) !== 1) {
      faults.push(`${id} was delivered and has ${charged.get(id) ?? 0} units`);
    }
  }
  const inbound = [...messages.values()].filter(({ direction }) => direction === "in");
  if (inbound.length !== written.length) {
    faults.push(`customers wrote ${written.length} messages, and there are ${inbound.length}`);
  }
  return faults;
}

/** What is read was delivered, said or not. */
function wasReported({ reported }: MessageRow, status: string): boolean {
  return reported.includes(status) || (status === "delivered" && reported.includes("read"));
}

/** S1, S2: Meta's calls are the drafts, each once; and no draft says other than Meta. */
function wrongSends({ drafts }: Tables, { calls, sends }: Witnesses): string[] {
  const faults: string[] = [];
  const taken = new Map(
    calls.flatMap((call) => (call.wamid === undefined ? [] : [[call.draftId, call] as const])),
  );
  for (const what of ["draftId", "mark"] as const) {
    for (const [name, count] of countsOf(
      calls.filter((one) => one.wamid !== undefined),
      what,
    )) {
      if (count > 1) faults.push(`${what} ${name} was sent ${count} times`);
    }
  }
  for (const { draftId } of calls) {
    if (!drafts.has(draftId)) faults.push(`a call without a draft: ${draftId}`);
  }
  for (const { id, state, wamid } of drafts.values()) {
    const call = taken.get(id);
    if (call !== undefined && (state !== "accepted" || wamid !== call.wamid)) {
      faults.push(`Meta took draft ${id} as ${call.wamid}, and it is ${state} as ${wamid}`);
    }
    if (call === undefined && !["unknown", "withdrawn", "failed"].includes(state)) {
      faults.push(`Meta knows nothing of draft ${id}, and it is ${state}`);
    }
  }
  const sent = new Map([...taken.values()].map((call) => [call.mark, call]));
  for (const { mark, numberId, end, wamid, tries } of sends) {
    if (end === "lost") faults.push(`${mark} of ${numberId} got no answer: ${tries.join(", ")}`);
    if (end === "accepted" && sent.get(mark)?.wamid !== wamid) {
      faults.push(`${mark} was answered with ${wamid}, and is ${sent.get(mark)?.wamid} at Meta`);
    }
    if (end === "withdrawn" && sent.has(mark)) faults.push(`${mark} was withdrawn and sent`);
    if (end.startsWith("status")) faults.push(`${mark} was answered with ${end}`);
  }
  return faults;
}

function countsOf(calls: readonly Call[], what: "draftId" | "mark"): Map<string, number> {
  const counts = new Map<string, number>();
  for (const call of calls) counts.set(call[what], (counts.get(call[what]) ?? 0) + 1);
  return counts;
}

interface Notice {
  readonly id: string;
  readonly status: string | undefined;
}

/** The messages and statuses in a post, found without any schema of ours. */
function noticesIn(text: string): Notice[] {
  const notices: Notice[] = [];
  for (const entry of JSON.parse(text).entry) {
    for (const { value } of entry.changes) {
      for (const { id } of value.messages ?? []) notices.push({ id, status: undefined });
      for (const { id, status } of value.statuses ?? []) notices.push({ id, status });
    }
  }
  return notices;
}
