import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import { isoOrNull } from "../api/instants.ts";
import type { Tell } from "../events/native-event.ts";
import { putAccountNews, selectAccountNews } from "./account-news-store.ts";
import { type AccountStanding, accountStandingAt, newsIn } from "./account-standing.ts";

interface NotedFact {
  readonly kind: string;
  readonly at: Instant;
  readonly said: Readonly<Record<string, unknown>>;
}

/**
 * Keeps what facts say of the state of an account, and tells of it if it stands otherwise then
 * (SPEC I19). Nothing is refused for it: which messages a restricted account may still send Meta
 * does not say, so Meta has the last word, and its refusal is shown.
 */
export async function learnStanding(
  db: Pick<ClientBase, "query">,
  accountId: bigint,
  facts: readonly NotedFact[],
  { now, tell }: { readonly now: Instant; readonly tell: Tell },
): Promise<void> {
  const news = facts.flatMap((one) =>
    one.kind === "noted" ? (newsIn(one.said, one.at) ?? []) : [],
  );
  if (news.length === 0) return;
  const before = accountStandingAt(await selectAccountNews(db, accountId), now);
  for (const one of news) await putAccountNews(db, accountId, one);
  const after = accountStandingAt(await selectAccountNews(db, accountId), now);
  if (JSON.stringify(after) === JSON.stringify(before)) return;
  tell({
    kind: "account.changed",
    at: now,
    threadId: null,
    subject: String(accountId),
    said: { account_id: String(accountId), ...standingShape(after), was: standingShape(before) },
  });
}

/** How an account stands, as the API and its events show it. */
export function standingShape({ state, since, until, word }: AccountStanding): {
  state: AccountStanding["state"];
  since: string | null;
  until: string | null;
  what: string | null;
} {
  return { state, since: isoOrNull(since), until: isoOrNull(until), what: word };
}
