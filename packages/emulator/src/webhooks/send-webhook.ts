import { createHmac } from "node:crypto";
import { graphJson, signatureOf } from "@casement/cloud-api";
import { later } from "@casement/engine";
import type { BatchedChange } from "../faults/fault-records.ts";
import type { FaultSubject } from "../faults/faults-for.ts";
import {
  addToBatch,
  entriesOf,
  HELD_BACK_MS,
  holdBack,
  takeBatch,
  takeHeldBack,
} from "../faults/kept-posts.ts";
import { loseAnswer } from "../faults/lost-answer.ts";
import { type Handling, handlingOf } from "../faults/webhook-handling.ts";
import { inTime } from "../in-time.ts";
import { type Json, objectIn, textIn } from "../json.ts";
import { ownEntry } from "../own-entry.ts";
import type { Platform } from "../platform.ts";
import { settingsOf } from "../world/number-settings.ts";
import type { World } from "../world/world.ts";
import { nextAttemptAt } from "./retry-schedule.ts";
import { WITHOUT_TIME } from "./webhook-fields.ts";
import { SETTLED_POSTS_MAX, type WebhookAttempt, type WebhookPost } from "./webhook-post.ts";

/**
 * Tells the app about a change to an account, if it wants to hear of it.
 *
 * The first attempt starts at once; those that follow a failure fall in business time. One change a
 * post, as several SDKs read only the first of each list. Faults may have it otherwise.
 */
export function sendWebhook(
  platform: Platform,
  accountId: string,
  { field, value }: { readonly field: string; readonly value: Json },
  /** Of which step of which message it tells, if of one: for the faults. */
  status?: FaultSubject,
): void {
  const { world, clock } = platform;
  const url = callbackUrl(world, accountId, { field, value });
  if (url === undefined) return;
  const handling = handlingOf(world, { field, value }, status);
  if (handling.isDropped) return;
  const time = WITHOUT_TIME.has(field) ? null : Math.floor(clock.now() / 1_000);
  const change = { accountId, field, value, time };
  if (handling.batch === undefined) dispatch(platform, url, [change], handling);
  else if (addToBatch(platform, url, change, handling.batch)) flushBatch(platform, url);
}

/** Posts the changes that were to share a post. */
export function flushBatch(platform: Platform, url: string): void {
  const changes = takeBatch(platform, url);
  if (changes.length > 0) dispatch(platform, url, changes, undefined);
}

/** Makes a post and starts it, now or when the faults let it. */
function dispatch(
  platform: Platform,
  url: string,
  changes: readonly BatchedChange[],
  handling: Handling | undefined,
): void {
  const { clock } = platform;
  const post = newPost(platform, url, changes);
  const lateMs = handling?.isHeldBack === true ? HELD_BACK_MS : (handling?.delayMs ?? 0);
  if (lateMs > 0) {
    post.nextAt = later(clock.now(), lateMs);
    platform.plan(post.nextAt, { kind: "webhook_attempt", post: post.id });
    if (handling?.isHeldBack === true) holdBack(platform.world, url, post.id);
    return;
  }
  const copies = handling?.copies ?? 1;
  for (let copy = 0; copy < copies; copy++) attemptPost(platform, post.id);
  for (const id of takeHeldBack(platform.world, url)) attemptPost(platform, id);
}

function newPost(platform: Platform, url: string, changes: readonly BatchedChange[]): WebhookPost {
  const { world } = platform;
  const body = graphJson({
    object: "whatsapp_business_account",
    entry: entriesOf(changes),
  });
  const post: WebhookPost = {
    id: String(world.next.post++),
    url,
    field: changes[0]?.field ?? "",
    createdAt: platform.clock.now(),
    body,
    headers: headersOf(body, world.secrets.appSecret),
    state: "due",
    attempts: [],
    nextAt: null,
  };
  world.posts[post.id] = post;
  dropOldest(world);
  return post;
}

/** Posts a webhook once more: in its turn, or because somebody asked for it. */
export function attemptPost(platform: Platform, postId: string): void {
  const { world } = platform;
  const post = ownEntry(world.posts, postId);
  if (post === undefined) return;
  const attempt: WebhookAttempt = {
    at: platform.clock.now(),
    status: null,
    failure: null,
    answered: false,
  };
  post.attempts.push(attempt);
  callOffNext(platform, post);
  const settle = (): void => {
    if (platform.world !== world) return;
    settleAttempt(platform, post, attempt);
  };
  platform.await(deliver(platform, post, attempt).then(settle));
}

/** Makes one request and notes what came of it. Never rejects. */
async function deliver(
  platform: Platform,
  post: WebhookPost,
  attempt: WebhookAttempt,
): Promise<void> {
  try {
    const posted = platform.outside.post(post.url, {
      headers: post.headers,
      body: Buffer.from(post.body, "ascii"),
      timeoutMs: TIMEOUT_MS,
    });
    const answer = await inTime(platform.machine, TIMEOUT_MS, posted);
    attempt.status = answer?.status ?? null;
    if (attempt.status !== 200) attempt.said = answer?.text?.slice(0, SAID_MAX);
    if (answer === undefined) attempt.failure = "no answer in time";
    loseAnswer(platform.world, post, attempt);
  } catch (error) {
    attempt.failure = failureOf(error);
  } finally {
    attempt.answered = true;
  }
}

/** Only 200 counts as taken: Meta posts again after any other 2xx, too. */
function settleAttempt(platform: Platform, post: WebhookPost, attempt: WebhookAttempt): void {
  if (attempt.status === 200) {
    post.state = "delivered";
    callOffNext(platform, post);
  } else if (post.state === "due" && post.nextAt === null) {
    const nextAt = nextAttemptAt(post, attempt.at, platform.world.webhookRetries);
    if (nextAt === undefined) {
      post.state = "given_up";
    } else {
      post.nextAt = nextAt;
      platform.plan(nextAt, { kind: "webhook_attempt", post: post.id });
    }
  }
  platform.tell({ kind: "webhook", id: post.id });
}

function callOffNext(platform: Platform, post: WebhookPost): void {
  if (post.nextAt === null) return;
  post.nextAt = null;
  platform.strike((action) => action.kind === "webhook_attempt" && action.post === post.id);
}

/** Meta looks for an address at the number first, then at the account, then at the app. */
function callbackUrl(
  world: World,
  accountId: string,
  { field, value }: { readonly field: string; readonly value: Json },
): string | undefined {
  const { subscription } = world.app;
  const subscribed = ownEntry(world.accounts, accountId)?.subscribed;
  if (subscription === null || subscribed === undefined || subscribed === null) return undefined;
  if (!subscription.fields.includes(field)) return undefined;
  if (field !== "messages") return subscription.callbackUrl;
  const id = textIn(objectIn(value["metadata"])?.["phone_number_id"]) ?? "";
  return (
    settingsOf(world, { id }).overrideUrl ?? subscribed.overrideUrl ?? subscription.callbackUrl
  );
}

function headersOf(body: string, appSecret: string): Record<string, string> {
  const bytes = Buffer.from(body, "ascii");
  return {
    "Content-Type": "application/json",
    "X-Hub-Signature": `sha1=${createHmac("sha1", appSecret).update(bytes).digest("hex")}`,
    "X-Hub-Signature-256": signatureOf(bytes, appSecret),
    "User-Agent": "facebookexternalua",
    Accept: "*/*",
  };
}

/** What went wrong, without the address: a failure's own words may hold secrets of the receiver. */
function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return "failed";
  const code: unknown = Reflect.get(error, "code");
  return typeof code === "string" ? code : error.name;
}

/** Forgets the oldest settled posts, now and then: to count them for each post would be dear. */
function dropOldest(world: World): void {
  if (world.next.post % DROP_EVERY !== 0) return;
  const settled = Object.values(world.posts).filter((post) => post.state !== "due");
  for (const post of settled.slice(0, -SETTLED_POSTS_MAX)) delete world.posts[post.id];
}

const DROP_EVERY = 500;

/** Enough for the first lines of what went wrong there. */
const SAID_MAX = 1_000;

/** How long a receiver may take, in the machine's time: Meta's own patience is not documented. */
const TIMEOUT_MS = 10_000;
