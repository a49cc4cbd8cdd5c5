import { ownEntry } from "../../own-entry.ts";
import type { Answer, Call } from "../../server/call.ts";
import { refusal } from "../../server/control-answer.ts";
import { attemptPost } from "../../webhooks/send-webhook.ts";
import { postNode } from "./list-webhooks.ts";

/** `POST /emulator/webhooks/ID/redeliver`: posts the same bytes again; answers when it is done. */
export async function redeliverWebhook({ platform, path }: Call): Promise<Answer> {
  const post = ownEntry(platform.world.posts, path["ID"] ?? "");
  if (post === undefined) return refusal(404, "not_found", "no such webhook in the log");
  attemptPost(platform, post.id);
  await platform.quiet();
  return { status: 200, body: postNode(post) };
}
