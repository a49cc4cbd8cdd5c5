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

/** The body with its members on lines of their own. */
export function prettyBody(post: WebhookPost): string {
  const body = parsed(post.body);
  return body === undefined ? post.body : JSON.stringify(body, undefined, 2);
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

function fieldAt(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
