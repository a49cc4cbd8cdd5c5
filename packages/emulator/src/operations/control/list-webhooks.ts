import type { Json } from "../../json.ts";
import type { Answer, Call } from "../../server/call.ts";
import type { WebhookPost } from "../../webhooks/webhook-post.ts";
import { isoFrom } from "./clock-report.ts";

/** `GET /emulator/webhooks`: every post and each attempt at it, newest first. */
export function listWebhooks({ platform, parameters }: Call): Answer {
  const limit = Number(parameters["limit"] ?? LIMIT);
  const posts = Object.values(platform.world.posts).reverse();
  const wanted = Number.isInteger(limit) && limit > 0 ? posts.slice(0, limit) : posts;
  return { status: 200, body: { data: wanted.map(postNode) } };
}

export function postNode(post: WebhookPost): Json {
  const { id, url, field, state, headers, body } = post;
  return {
    id,
    url,
    field,
    state,
    createdAt: isoFrom(post.createdAt),
    nextAt: post.nextAt === null ? null : isoFrom(post.nextAt),
    headers,
    body,
    attempts: post.attempts.map(({ at, status, failure, said = null }) => ({
      at: isoFrom(at),
      status,
      failure,
      said,
    })),
  };
}

const LIMIT = 100;
