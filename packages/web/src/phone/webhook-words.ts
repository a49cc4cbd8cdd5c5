import { fieldAt } from "./json-parts.ts";
import type { WebhookPost } from "./phone-shapes.ts";

/** What a webhook says, in a few words: `delivered`, `text from the customer`. */
export function sayingOf(post: WebhookPost): string {
  const value = fieldAt(
    itemAt(fieldAt(itemAt(fieldAt(parsed(post.body), "entry")), "changes")),
    "value",
  );
  const status = fieldAt(itemAt(fieldAt(value, "statuses")), "status");
  if (typeof status === "string") return `message ${status}`;
  const type = fieldAt(itemAt(fieldAt(value, "messages")), "type");
  if (typeof type === "string") return `${type} from the customer`;
  return post.field;
}

/** What became of it: `200`, `503, again`, `no answer`. */
export function outcomeOf(post: WebhookPost): string {
  const last = post.attempts.at(-1);
  if (last === undefined) return "on its way";
  const answer = last.status === null ? (last.failure ?? "no answer") : String(last.status);
  if (post.state === "given_up") return `${answer}, given up`;
  return post.state === "due" ? `${answer}, tried again` : answer;
}

/** What was answered to one attempt: `200`, `no answer: ECONNREFUSED`. */
export function answerWords(attempt: WebhookPost["attempts"][number]): string {
  if (attempt.status !== null) return String(attempt.status);
  return attempt.failure === null ? "on its way" : `no answer: ${attempt.failure}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function itemAt(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}
