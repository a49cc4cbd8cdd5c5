import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import { findCustomer } from "../customers/find-customer.ts";
import { type Appointment, putAppointments } from "../numbers/appointment-store.ts";
import type { Kept } from "../numbers/appointments.ts";
import type { Surroundings } from "../surroundings.ts";
import { HEED_CONSENT, OF_THREAD } from "./record-consent.ts";

/** That a customer's threads on other numbers heed it. Its key is the thread that links them. */
export const HEED_ELSEWHERE = "heed_consent_elsewhere";

/**
 * Has other numbers look again at the customers of these threads, which are linked with others now
 * than before: what was written down of one is heeded by all (SPEC F14). No transaction is about
 * two numbers, so this makes an appointment of the number's own, which makes one for each other.
 */
export async function heedElsewhere(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  threadIds: readonly string[],
  {
    now,
    appointmentsMade,
  }: { readonly now: Instant; readonly appointmentsMade?: (() => void) | undefined },
): Promise<void> {
  if (threadIds.length === 0) return;
  const kind = HEED_ELSEWHERE;
  const appointments = threadIds.map((key) => ({ kind, key, dueAt: now }));
  await putAppointments(db, numberId, appointments);
  appointmentsMade?.();
}

/** Keeps the appointment; done twice it is done once. */
export async function keepElsewhere(
  {
    surroundings: { db, clock },
    appointmentsMade,
  }: {
    readonly surroundings: Surroundings;
    readonly appointmentsMade: (numberId: bigint) => void;
  },
  numberId: bigint,
  { key: threadId }: Pick<Appointment, "key">,
): Promise<Kept> {
  const customer = await findCustomer(db, { numberId, threadId });
  for (const other of customer?.threads ?? []) {
    if (other.numberId === numberId && other.threadId === threadId) continue;
    const key = `${OF_THREAD}${other.threadId}`;
    await putAppointments(db, other.numberId, [{ kind: HEED_CONSENT, key, dueAt: clock.now() }]);
    appointmentsMade(other.numberId);
  }
  return {};
}
