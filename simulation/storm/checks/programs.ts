import { createHmac } from "node:crypto";
import type { Evidence } from "../evidence.ts";
import type { Got } from "../programs.ts";

/**
 * Every kept post of the number is taken by the program that gets Meta's posts, as Meta wrote it
 * but for our own mark in it, signed, and first tried in the order in which posts came (SPEC H1 to
 * H3, H5).
 */
export function forwardFaults({ posts, numberId, programs }: Evidence): string[] {
  const secret = programs.secrets.get("posts");
  if (secret === undefined) return [];
  const got = programs.got.filter(({ to }) => to === "posts");
  const faults = got.flatMap(({ body, headers }) => {
    const hmac = createHmac("sha256", secret).update(body).digest("hex");
    const isSigned = headers["x-hub-signature-256"] === `sha256=${hmac}`;
    return isSigned ? [] : [`H1: forwarded and not signed: ${body.slice(0, 200)}`];
  });
  const seen = Map.groupBy(got, ({ body }) => JSON.stringify(JSON.parse(body)));
  const kept = Map.groupBy(
    posts.filter(({ number }) => number === numberId),
    ({ body }) => unmarked(body),
  );
  for (const [body, all] of kept) {
    const taken = seen.get(body)?.filter(({ isTaken }) => isTaken).length ?? 0;
    if (taken >= all.length) continue;
    faults.push(`H2: kept ${all.length} times, forwarded ${taken}: ${body.slice(0, 300)}`);
  }
  for (const body of seen.keys()) {
    if (!kept.has(body) && !posts.some((one) => unmarked(one.body) === body)) {
      faults.push(`H1: forwarded and not Meta's: ${body.slice(0, 300)}`);
    }
  }
  const mixed = new Set(
    posts.filter(({ number }) => number !== numberId).map(({ body }) => unmarked(body)),
  );
  const own = new Map([...kept].filter(([body]) => !mixed.has(body)));
  return [...faults, ...orderFaultsOf(own, seen)];
}

/**
 * Who came first is tried first. The same words said twice are not told apart. A post that is also
 * of another number may have waited for the digest of that one, so it is not asked about.
 */
function orderFaultsOf(
  kept: ReadonlyMap<string, readonly { readonly received: number }[]>,
  seen: ReadonlyMap<string, readonly Got[]>,
): string[] {
  const firsts = [...kept]
    .filter(([, all]) => all.length === 1)
    .map(([body, [row]]) => ({ received: row?.received ?? 0, at: seen.get(body)?.[0]?.at ?? 0 }))
    .sort((a, b) => a.received - b.received);
  return firsts.flatMap(({ received, at }, i) => {
    const later = firsts.slice(i + 1).find((one) => one.received > received && one.at < at);
    return later === undefined ? [] : [`H3: received at ${received}, tried after a later one`];
  });
}

/** A post without the callback data by which the hub knows its own drafts again. */
function unmarked(body: string): string {
  return JSON.stringify(JSON.parse(body), (name, value) =>
    name === "biz_opaque_callback_data" && String(value).startsWith("casement:")
      ? undefined
      : value,
  );
}

/**
 * Each message of a customer is told to the program that asked for events; of a thread none before
 * the one before it was taken (SPEC H9, H10).
 */
export function eventForwardFaults({ said, programs }: Evidence): string[] {
  if (!programs.secrets.has("events")) return [];
  const faults: string[] = [];
  const taken = new Map<string, number>();
  const threads = new Map<string, { id: string; isTaken: boolean }>();
  for (const one of programs.got) {
    if (one.to !== "events") continue;
    const id = String(one.headers["webhook-id"]);
    const { data } = JSON.parse(one.body);
    const before = threads.get(data.thread);
    const isSame = before?.id === id;
    const wasTaken = taken.has(id);
    if (before !== undefined && !isSame && !before.isTaken && !wasTaken) {
      faults.push(`H10: ${id} was told before ${before.id} was taken`);
    }
    if (!wasTaken) threads.set(data.thread, { id, isTaken: one.isTaken });
    if (one.isTaken) taken.set(id, (taken.get(id) ?? 0) + 1);
  }
  const told = new Set(
    programs.got
      .filter(({ to, isTaken }) => to === "events" && isTaken)
      .map(({ body }) => JSON.parse(body).data.message_id),
  );
  for (const { id } of said.messages.values()) {
    if (!told.has(id)) faults.push(`H9: no event told of ${id}`);
  }
  return faults;
}
