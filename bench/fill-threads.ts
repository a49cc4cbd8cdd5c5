import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { signatureOf } from "@casement/cloud-api";
import { silentLog } from "@casement/hub";
import { openPool } from "@casement/hub/database";
import type { Pool } from "pg";
import { CasementProcess } from "../packages/cli/test/casement-process.ts";

/** How many threads an installation is filled with. */
export const THREADS = 1_000_000;

const [NUMBER_ID, FIRST, AT_SECONDS] = ["100000000000020", "447700900142", "1793609000"];

/** What the customer writes whose thread all others are copies of. */
const FIRST_MESSAGE = {
  object: "whatsapp_business_account",
  entry: [
    {
      id: "100000000000010",
      changes: [
        {
          field: "messages",
          value: {
            messaging_product: "whatsapp",
            metadata: { display_phone_number: "15550100000", phone_number_id: NUMBER_ID },
            contacts: [{ wa_id: FIRST, profile: { name: "Amara" } }],
            messages: [
              {
                ...{ from: FIRST, id: "wamid.first", timestamp: AT_SECONDS, type: "text" },
                text: { body: "Hello, is my order on its way?" },
              },
            ],
          },
        },
      ],
    },
  ],
};

/**
 * Makes an installation in `folder`, unless it is there: a customer's message is posted to the hub,
 * and the rows that come of it are copied, a thread and a customer each.
 */
export async function fillThreads(
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const mark = join(folder, "threads");
  if (existsSync(mark)) return;
  await using hub = CasementProcess.begin(["serve", "--new-key", "fill"], env);
  const [, address = ""] = await hub.says(/Hub {2}(http:\S+)\nKey {2}\S+\n/);
  const db = openPool({ databaseUrl: await databaseOf(folder), log: silentLog });
  await post(`${address}/webhooks/whatsapp`, FIRST_MESSAGE, env["WHATSAPP_APP_SECRET"] ?? "");
  await digested(db);
  for (const statement of COPIES) await db.query(statement);
  await db.query("vacuum analyze");
  await db.end();
  hub.press();
  await hub.end();
  await writeFile(mark, `${THREADS}\n`);
}

export async function databaseOf(folder: string): Promise<string> {
  const home = join(folder, "database");
  const { ownerPassword } = JSON.parse(await readFile(join(home, "secrets.json"), "utf8"));
  const port = Number(await readFile(join(home, "port"), "utf8"));
  return `postgres://casement:${ownerPassword}@127.0.0.1:${port}/casement`;
}

async function post(url: string, content: object, appSecret: string): Promise<void> {
  const body = JSON.stringify(content);
  const signature = signatureOf(Buffer.from(body), appSecret);
  const headers = { "content-type": "application/json", "x-hub-signature-256": signature };
  const answer = await fetch(url, { method: "POST", headers, body });
  if (answer.status !== 200) throw new Error(`the hub answered a post with ${answer.status}`);
}

async function digested(db: Pool): Promise<void> {
  for (;;) {
    const { rows } = await db.query("select from message_content");
    if (rows.length > 0) return;
  }
}

/** The first customer's row with other ids, one for each of the others. */
function copiesOf(table: string, changes: string): string {
  return `
insert into ${table}
select copy.*
from ${table} first, generate_series(2, ${THREADS}) as n,
  lateral jsonb_populate_record(first, jsonb_build_object(${changes})) as copy`;
}

const THREAD = "'thread_id', md5('thread' || n)::uuid";
const PHONE = "('4478' || lpad(n::text, 8, '0'))";
const WAMID = "'wamid', 'wamid.copy' || n";

const COPIES: readonly string[] = [
  copiesOf("message", `${THREAD}, ${WAMID}`),
  copiesOf("message_content", WAMID),
  copiesOf("service_window", THREAD),
  copiesOf(
    "alias",
    `${THREAD}, 'value', case first.kind when 'wa_id' then ${PHONE}
    else first.value || n end`,
  ),
  copiesOf(
    "thread",
    `${THREAD}, 'phone', ${PHONE}, 'name', 'Customer ' || n, 'last_wamid', 'wamid.copy' || n,
     'last_at', first.last_at - n * interval '1 second'`,
  ),
];
