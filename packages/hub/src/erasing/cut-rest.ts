import { type Instant, instantFromIso, isoFromInstant, later, MINUTE_MS } from "@casement/engine";
import { type Appointment, deleteAppointment } from "../numbers/appointment-store.ts";
import type { Kept } from "../numbers/appointments.ts";
import type { Surroundings } from "../surroundings.ts";
import { cutPosts } from "./cut-posts.ts";

/** The kind of the appointment. Its key is the one place that still has the names meanwhile. */
export const CUT_POSTS = "cut_posts";

/** A key is part of an index, which takes no long ones; few customers have more names. */
const NAMES_MAX = 8;

/**
 * The appointments to cut what was not cut before a customer was erased, to be made in that
 * transaction: nobody can tell afterwards who it was. What is posted later is not cut, as it may be
 * of somebody new.
 */
export function restToCut(
  names: readonly string[],
  { firstDay, erasedAt }: { readonly firstDay: string; readonly erasedAt: Instant },
): Appointment[] {
  const rest: Appointment[] = [];
  for (let i = 0; i < names.length; i += NAMES_MAX) {
    const some = names.slice(i, i + NAMES_MAX);
    const key = JSON.stringify([firstDay, isoFromInstant(erasedAt), ...some]);
    rest.push({ kind: CUT_POSTS, key, dueAt: erasedAt });
  }
  return rest;
}

/** Cuts at once what can be; the appointments of the rest stay. */
export async function cutRest(
  surroundings: Surroundings,
  numberId: bigint,
  rest: readonly Appointment[],
): Promise<void> {
  for (const one of rest) {
    const { again } = await keepCut(surroundings, numberId, one);
    if (again === undefined) await deleteAppointment(surroundings.db, numberId, one);
  }
}

/** Keeps the appointment: again and again, while a copy waits for the digest of another number. */
export async function keepCut(
  { db, clock }: Surroundings,
  numberId: bigint,
  { key }: Appointment,
): Promise<Kept> {
  const [firstDay = "", erasedAt = "", ...names]: string[] = JSON.parse(key);
  const now = clock.now();
  const span = { from: firstDay, to: instantFromIso(erasedAt) };
  const { leftFrom } = await cutPosts(db, numberId, { names, ...span, now });
  return leftFrom === undefined ? {} : { again: later(now, AGAIN_MS) };
}

const AGAIN_MS = 10 * MINUTE_MS;
