import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { machineTime } from "@casement/engine/system-clock";
import { createTestDatabase, openDatabase } from "@casement/hub/database";
import { silentLog } from "../../src/log.ts";
import { diagnose, diagnoseOn } from "../../src/operations/doctor.ts";
import type { Finding } from "../../src/operations/finding.ts";
import { openWorkshop } from "../../src/operations/workshop.ts";
import { systemIds } from "../../src/system-ids.ts";
import { type Business, begin } from "../flows/begin.ts";
import { tradeADay } from "./stopped-hub.ts";

const NUMBER = "(number)";
const ACCOUNT = "(account)";

/** Each fault the doctor finds: how it comes about, and by which check it is told. */
const FAULTS: readonly { what: string; sql: string; check: string; said: RegExp }[] = [
  {
    what: "bytes of a kept post that were changed",
    sql: `update post set bytes = bytes || ' ' 
          where post_id = (select post_id from post order by received_at, post_id limit 1)`,
    check: "signatures",
    said: /1 not as signed/,
  },
  {
    what: "a signature under a secret that is not there",
    sql: "update post set secret_version = 9",
    check: "signatures",
    said: /not as signed/,
  },
  {
    what: "a token that the key does not open",
    sql: "update account set sealed_token = '\\x01' || sha256(sealed_token) || sealed_token",
    check: "installation_key",
    said: /does not open 1 of 2/,
  },
  {
    what: "an account whose zone has a number that is on no list",
    sql: "update account set platform_zone = '476', time_zone = 'UTC'",
    check: `time zone of ${ACCOUNT}`,
    said: /Meta calls it 476, on no list: UTC is taken/,
  },
  {
    what: "two conversations of one category at once",
    sql: `insert into conversation
          select number_id, category, 'wamid.other', thread_id, opened_at + interval '1 hour',
                 expires_at, null, initiated_by, billable, message_count, rule
          from conversation where category = 'service' limit 1`,
    check: `conversations of ${NUMBER}`,
    said: /1 overlap: service/,
  },
  {
    what: "a unit that costs other than what is booked",
    sql: "update unit set amount_micros = amount_micros + 1 where amount_micros > 0",
    check: `books of ${NUMBER}`,
    said: /1 unit with other postings/,
  },
  {
    what: "a posting of no unit",
    sql: "delete from unit where amount_micros > 0",
    check: `books of ${NUMBER}`,
    said: /1 unit with other postings/,
  },
  {
    what: "posts that nobody digests",
    sql: `insert into pending select number_id, post_id, received_on from post
          where received_at = (select min(received_at) from post)`,
    check: `digest of ${NUMBER}`,
    said: /1 post not digested, since 2024/,
  },
  {
    what: "a draft of hours ago whose end nobody knows",
    sql: `update draft set state = 'unknown'
          where created_at = (select min(created_at) from draft)`,
    check: `drafts of ${NUMBER}`,
    said: /1 draft of more than an hour ago/,
  },
  {
    what: "a database that is ahead of this machine's clock",
    sql: "update stream set last_post_at = '2100-01-01T00:00:00Z'",
    check: "clock",
    said: /has seen 2100-01-01/,
  },
  {
    what: "migrations that have not run",
    sql: "delete from migration where id = (select max(id) from migration)",
    check: "database",
    said: /lacks migrations: 00/,
  },
  {
    what: "migrations of a newer Casement",
    sql: "insert into migration (name, run_on) values ('9999_later', '2026-11-01')",
    check: "database",
    said: /newer Casement has used it: 9999_later/,
  },
];

test("[O4] a hub that is well is told to be, check by check", async () => {
  await using patient = await beginPatient();

  const findings = await patient.diagnosed();

  assert.deepEqual(wrongIn(findings), []);
  assert.deepEqual(
    findings.filter((one) => one.state === "ok").map((one) => patient.anonymous(one.check)),
    [
      "database",
      "clock",
      "installation_key",
      "signatures",
      `time zone of ${ACCOUNT}`,
      `drafts of ${NUMBER}`,
      `conversations of ${NUMBER}`,
      `books of ${NUMBER}`,
    ],
  );
});

for (const { what, sql, check, said } of FAULTS) {
  test(`[O4] the doctor tells of ${what}, and what to do`, async () => {
    await using patient = await beginPatient();
    const { rowCount } = await patient.business.db.query(sql);
    assert.ok((rowCount ?? 0) > 0, "there is something to break");

    const found = wrongIn(await patient.diagnosed());

    assert.deepEqual(
      found.map((one) => patient.anonymous(one.check)),
      [check],
    );
    assert.match(found[0]?.what ?? "", said);
    assert.ok((found[0]?.remedy ?? "").length > 20);
  });
}

test("[O4] without the key that tokens were sealed with, the doctor says so and makes none", async () => {
  await using patient = await beginPatient();
  const folder = await mkdtemp(join(tmpdir(), "casement-doctor-"));

  const found = await patient.diagnosed(folder);

  assert.deepEqual(
    wrongIn(found).map((one) => one.check),
    ["installation_key", "signatures"],
  );
  await rm(join(folder, "secret.key")).then(
    () => assert.fail("a key was made"),
    () => {},
  );
  await rm(folder, { recursive: true });
});

test("[O5] an operation on a database that a hub is running on is refused, and says so", async () => {
  const database = await createTestDatabase();
  const options = { machine: machineTime, ids: systemIds, log: silentLog };
  const config = { databaseUrl: database.url, folder: "nowhere", secretKey: undefined };
  const hub = await openDatabase({ databaseUrl: database.url, machine: machineTime });

  const [found, ...others] = await diagnose(config, { ...options, allPosts: false });
  assert.deepEqual([found?.check, found?.state, others.length], ["database", "wrong", 0]);
  assert.match(found?.what ?? "", /Another Casement is running on this database/);
  await assert.rejects(openWorkshop(config, options), { problem: "in_use" });

  await hub.close();
  await (await openWorkshop(config, options)).close();
  await database.drop();
});

test("[O5] where there is no database, an operation says so and makes none", async () => {
  const folder = await mkdtemp(join(tmpdir(), "casement-doctor-"));
  const options = { machine: machineTime, ids: systemIds, log: silentLog };
  const config = { databaseUrl: undefined, folder, secretKey: undefined };

  await assert.rejects(openWorkshop(config, options), { problem: "data_missing" });
  const found = await diagnose(config, { ...options, allPosts: false });
  assert.match(found[0]?.what ?? "", /There is no database in/);
  const away = { ...config, databaseUrl: "postgres://nobody:secret@127.0.0.1:1/none" };
  const [unreached] = await diagnose(away, { ...options, allPosts: false });
  assert.match(unreached?.what ?? "", /127\.0\.0\.1:1\/none cannot be reached/);
  assert.doesNotMatch(JSON.stringify(unreached), /secret/);
  await rm(folder, { recursive: true });
});

interface Patient extends AsyncDisposable {
  readonly business: Business;
  diagnosed(folder?: string): Promise<Finding[]>;
  /** A check's name without the ids in it. */
  anonymous(text: string): string;
}

/** A hub that has traded for a day in the past, and was stopped. */
async function beginPatient(): Promise<Patient> {
  const business = await begin({ at: "2024-11-12T09:00:00Z" });
  await tradeADay(business);
  assert.equal((await business.ask("GET", "/api/v1/threads")).status, 200);
  await business.stop();
  const options = { machine: machineTime, ids: systemIds, log: silentLog, allPosts: true };
  return {
    business,
    diagnosed: (folder = business.folder) =>
      diagnoseOn(business.db, { databaseUrl: undefined, secretKey: undefined, folder }, options),
    anonymous: (text) =>
      text
        .replace(business.numberId, NUMBER)
        .replace(business.emulator.credentials.wabaId, ACCOUNT),
    async [Symbol.asyncDispose]() {
      await business.abandon();
    },
  };
}

function wrongIn(findings: readonly Finding[]): Finding[] {
  return findings.filter((one) => one.state === "wrong");
}
