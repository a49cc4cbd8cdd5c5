import { parseJson } from "@casement/cloud-api";
import type { Dial } from "../dialing/dialer.ts";
import { fieldIn, listIn, textIn } from "../json/unknown-value.ts";
import { type TemplateRow, templateRowFrom } from "./template-store.ts";

/** An account at Meta, and what it takes to ask for its templates. */
export interface ListedAccount {
  readonly accountId: bigint;
  readonly apiUrl: string;
  readonly graphVersion: string;
  readonly token: string;
}

/** Meta did not list the templates; the message says what came instead. */
export class NotListed extends Error {
  override readonly name = "NotListed";
}

const ANSWER_TIMEOUT_MS = 20_000;

/** An account has 6,000 templates at most. */
const PAGES_MAX = 100;

const FIELDS = "name,language,category,status,quality_score,rejected_reason,components";

/** All templates of an account: a page after another, until Meta names no next one. */
export async function listTemplates(dial: Dial, account: ListedAccount): Promise<TemplateRow[]> {
  const templates: TemplateRow[] = [];
  const list = `${account.accountId}/message_templates?limit=100&fields=${FIELDS}`;
  let path: string | undefined = list;
  for (let page = 0; path !== undefined; page++) {
    if (page === PAGES_MAX) throw new NotListed(`more than ${PAGES_MAX} pages of templates`);
    const answer: unknown = await ask(dial, account, path);
    const rows = listIn(answer, "data").flatMap(
      (listed) => templateRowFrom(account.accountId, listed) ?? [],
    );
    templates.push(...rows);
    path = nextPath(list, fieldIn(answer, "paging"));
  }
  return templates;
}

/** By the cursor, never by the link itself: that is an address that somebody else wrote. */
function nextPath(list: string, paging: unknown): string | undefined {
  const after = textIn(fieldIn(paging, "cursors"), "after");
  if (textIn(paging, "next") === null || after === null) return undefined;
  return `${list}&after=${encodeURIComponent(after)}`;
}

async function ask(dial: Dial, account: ListedAccount, path: string): Promise<unknown> {
  const { apiUrl, graphVersion, token } = account;
  const outcome = await dial({
    url: `${apiUrl}/${graphVersion}/${path}`,
    method: "GET",
    headers: { authorization: `Bearer ${token}` },
    timeoutMs: ANSWER_TIMEOUT_MS,
  });
  if (outcome.kind !== "answered") throw new NotListed(`no answer from ${new URL(apiUrl).origin}`);
  const [asked = ""] = path.split("?");
  if (outcome.status !== 200) {
    throw new NotListed(`GET /${asked} was answered with ${outcome.status}: check id and token`);
  }
  return parseJson(outcome.text);
}
