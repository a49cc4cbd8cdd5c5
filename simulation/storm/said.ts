/** What posts said, once each, however often and in whatever order they said it. */
export interface Said {
  readonly messages: ReadonlyMap<string, SaidMessage>;
  /** Of each message of ours: each status with its moments. */
  readonly statuses: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;
  /** How many different notices there were. */
  readonly notices: number;
}

export interface SaidMessage {
  readonly id: string;
  /** The phone of whom it is from, whether it was told or not. */
  readonly from: string;
  readonly isPhoneTold: boolean;
  readonly type: string;
  readonly at: number;
}

/**
 * Reads what bodies say of a number, as plainly as can be, with nothing that the hub reads them
 * with.
 */
export function saidIn(
  bodies: readonly string[],
  { numberId, phoneOf }: { readonly numberId: string; readonly phoneOf: (name: string) => string },
): Said {
  const messages = new Map<string, SaidMessage>();
  const statuses = new Map<string, Map<string, number[]>>();
  const notices = new Set<string>();
  for (const body of bodies) {
    for (const { value } of JSON.parse(body).entry.flatMap(changesOf)) {
      if (value.metadata?.phone_number_id !== numberId) continue;
      for (const one of value.messages ?? []) {
        notices.add(`message ${one.id}`);
        const at = Number(one.timestamp) * 1_000;
        const { id, type, from, from_user_id: userId } = one;
        const isPhoneTold = from !== undefined;
        messages.set(id, { id, from: from ?? phoneOf(userId), isPhoneTold, type, at });
      }
      for (const one of value.statuses ?? []) {
        notices.add(`${one.status} ${one.timestamp} ${one.id}`);
        const known = statuses.get(one.id) ?? new Map<string, number[]>();
        const at = Number(one.timestamp) * 1_000;
        known.set(one.status, [...(known.get(one.status) ?? []), at]);
        statuses.set(one.id, known);
      }
    }
  }
  return { messages, statuses, notices: notices.size };
}

// biome-ignore lint/suspicious/noExplicitAny: Meta's shape, read as it comes.
function changesOf(entry: { readonly changes: any[] }): any[] {
  return entry.changes;
}
