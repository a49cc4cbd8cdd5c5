import type { ClientBase } from "pg";
import type { AccountNews } from "./account-standing.ts";

type Db = Pick<ClientBase, "query">;

/** Keeps what Meta said of an account, where nothing newer of that kind is known. */
export async function putAccountNews(db: Db, accountId: bigint, news: AccountNews): Promise<void> {
  await db.query({
    name: "put-account-news",
    text: `
insert into account_news (account_id, kind, at, word, until)
values ($1, $2, $3, $4, $5)
on conflict (account_id, kind) do update
set at = excluded.at, word = excluded.word, until = excluded.until
where (account_news.at, account_news.word) < (excluded.at, excluded.word)`,
    values: [
      accountId,
      news.kind,
      new Date(news.at),
      news.word,
      news.until === null ? null : new Date(news.until),
    ],
  });
}

/** The newest word of each kind that Meta said of an account. */
export async function selectAccountNews(db: Db, accountId: bigint): Promise<AccountNews[]> {
  const { rows } = await db.query<AccountNews>({
    name: "select-account-news",
    text: `
select kind, at, word, until
from account_news
where account_id = $1
order by kind`,
    values: [accountId],
  });
  return rows;
}
