import { HOUR_MS, type Instant, instantFromMs, isoFromInstant, MINUTE_MS } from "@casement/engine";
import { selectNumberHealth } from "../numbers/number-health-store.ts";
import { lookAtMonths } from "./doctor-seals.ts";
import { countOpenDrafts, selectOverlaps, selectUnbalanced } from "./doctor-store.ts";
import { counted, type Finding, fine, note, wrong } from "./finding.ts";
import type { Workshop } from "./workshop.ts";

const PENDING_MS_MAX: number = 5 * MINUTE_MS;
const OPEN_DRAFT_MS_MAX: number = HOUR_MS;
const SILENCE_MS_MAX: number = 7 * 24 * HOUR_MS;

/** What there is to say of one number at `now`: its posts, its drafts, its rows. */
export async function lookAtNumber(
  workshop: Workshop,
  numberId: bigint,
  now: Instant,
): Promise<Finding[]> {
  return [
    ...(await lookAtPosts(workshop, numberId, now)),
    await lookAtDrafts(workshop, numberId, now),
    await lookAtConversations(workshop, numberId),
    await lookAtBooks(workshop, numberId),
    ...(await lookAtMonths(workshop, numberId)),
  ];
}

async function lookAtPosts(
  { surroundings: { db }, directory }: Workshop,
  numberId: bigint,
  now: Instant,
): Promise<Finding[]> {
  const health = await selectNumberHealth(db, numberId);
  const { lastPostAt, oldestPendingAt, pending, notUnderstood } = health;
  const isAccount = directory.account(numberId) !== undefined;
  const found: Finding[] = [];
  const webhooks = `webhooks of ${numberId}`;
  if (lastPostAt === null) {
    found.push(note(webhooks, "none ever came", SUBSCRIBE));
  } else if (now - lastPostAt > SILENCE_MS_MAX) {
    found.push(note(webhooks, `none since ${isoFromInstant(lastPostAt)}`, SUBSCRIBE));
  } else if (directory.number(numberId) === undefined && !isAccount && numberId !== 0n) {
    const what = "they come and are kept, but nobody connected the number";
    found.push(note(webhooks, what, "Connect it with POST /api/v1/numbers, or at the start."));
  } else {
    found.push(fine(webhooks, `the newest came at ${isoFromInstant(lastPostAt)}`));
  }
  if (directory.number(numberId)?.heardSince === null) {
    const what = "nothing confirms that they come: no window is known to be closed";
    found.push(note(`hearing of ${numberId}`, what, SUBSCRIBE));
  }
  if (oldestPendingAt !== null && now - oldestPendingAt > PENDING_MS_MAX) {
    const since = isoFromInstant(oldestPendingAt);
    const what = `${counted(pending, "post")} not digested, since ${since}`;
    const remedy = "Start the hub, which digests them. If it did run, its log says digest_failed.";
    found.push(wrong(`digest of ${numberId}`, what, remedy));
  }
  if (notUnderstood > 0) {
    const what = `${counted(notUnderstood, "notice")} could not be read`;
    const remedy = "GET /api/v1/not-understood lists them; after an upgrade, `casement replay`.";
    found.push(note(`notices of ${numberId}`, what, remedy));
  }
  return found;
}

const SUBSCRIBE =
  "See at Meta that the app is subscribed to the account, and that its callback is " +
  "…/webhooks/whatsapp of this hub with the field messages and the others of docs/operating.md.";

async function lookAtDrafts(
  { surroundings: { db } }: Workshop,
  numberId: bigint,
  now: Instant,
): Promise<Finding> {
  const check = `drafts of ${numberId}`;
  const before = instantFromMs(now - OPEN_DRAFT_MS_MAX);
  const count = await countOpenDrafts(db, numberId, before);
  if (count === 0) return fine(check, "each has an end");
  return wrong(
    check,
    `${counted(count, "draft")} of more than an hour ago with an end that nobody knows`,
    "A status would settle them: see that webhooks come. What becomes of them is the number's " +
      "choice, under Settings.",
  );
}

async function lookAtConversations(
  { surroundings: { db } }: Workshop,
  numberId: bigint,
): Promise<Finding> {
  const check = `conversations of ${numberId}`;
  const overlaps = await selectOverlaps(db, numberId);
  const [first] = overlaps;
  if (first === undefined) return fine(check, "no two of one category overlap");
  const what = `${counted(overlaps.length, "overlap")}: ${first.category} in ${first.threadId}`;
  return wrong(check, what, "`casement rebuild --write` folds the facts anew.");
}

async function lookAtBooks({ surroundings: { db } }: Workshop, numberId: bigint): Promise<Finding> {
  const check = `books of ${numberId}`;
  const unbalanced = await selectUnbalanced(db, numberId);
  if (unbalanced.length === 0) return fine(check, "every unit's postings sum to its amount");
  const what = `${counted(unbalanced.length, "unit")} with other postings than their amount`;
  return wrong(check, what, "`casement rebuild --write` books what corrects them.");
}
