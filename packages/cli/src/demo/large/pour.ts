import { createHmac } from "node:crypto";
import { control, partOf, partsIn } from "../emulator-control.ts";
import type { PastStage } from "../past.ts";
import { MESSAGES_A_THREAD, postsOf } from "./posts.ts";

/**
 * Brings many threads into a hub by the door that Meta has: signed posts, received and digested as
 * any. The emulator is not told of them: their windows have closed, and it would have to hold and
 * save them all.
 */
export async function pourThreads(stage: PastStage, threads: number): Promise<void> {
  const { emulator, hub, goOn, say } = stage;
  const { wabaId, phoneNumberId, appSecret } = emulator.credentials;
  const ground = {
    accountId: wabaId,
    numberId: phoneNumberId,
    phone: await phoneOf(stage),
    threads,
    before: emulator.clock.now(),
  };
  let waiting = 0;
  let tenths = 0;
  for (const post of postsOf(ground)) {
    goOn();
    await deliver(`${hub.url}/webhooks/whatsapp`, post.body, appSecret);
    // A few at a time: a digest takes all that waits into one transaction.
    waiting = (waiting + 1) % POSTS_AT_ONCE;
    if (waiting === 0) await hub.quiet();
    const reached = Math.floor((10 * post.threads) / threads);
    if (reached > tenths)
      say(`  ${(post.threads * MESSAGES_A_THREAD).toLocaleString("en")} messages`);
    tenths = reached;
  }
  await hub.quiet();
}

const POSTS_AT_ONCE = 4;

async function phoneOf({ emulator }: PastStage): Promise<string> {
  const document = await control(emulator, "GET state");
  const numbers = partsIn(partOf(partOf(document, "world"), "numbers"));
  const own = numbers.find((one) => one["id"] === emulator.credentials.phoneNumberId);
  return String(own?.["phone"]);
}

async function deliver(url: string, post: object, appSecret: string): Promise<void> {
  const body = JSON.stringify(post);
  const signature = createHmac("sha256", appSecret).update(body).digest("hex");
  const headers = {
    "content-type": "application/json",
    "x-hub-signature-256": `sha256=${signature}`,
  };
  const answer = await fetch(url, { method: "POST", headers, body });
  if (answer.status !== 200) throw new Error(`the hub answered a post with ${answer.status}`);
}
