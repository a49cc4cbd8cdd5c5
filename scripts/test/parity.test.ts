import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { createEmulator, type Emulator } from "@casement/emulator";
import { instantFromMs } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { CASES } from "../parity/cases.ts";
import { compareAll } from "../parity/compare.ts";
import type { Side } from "../parity/side.ts";

// There is no Meta here: a second emulator, of another seed and with more in it, takes its place.

const PROGRAM = join(import.meta.dirname, "..", "parity.ts");

function newEmulator(seed: number): Emulator {
  const clock = new VirtualClock(instantFromMs(machineTime.nowMs()));
  return createEmulator({ clock, machine: machineTime, seed });
}

function sideOf({ credentials, fetch }: Emulator): Side {
  const { token, phoneNumberId: numberId, wabaId: accountId } = credentials;
  return { apiUrl: "http://emulator", version: "v23.0", token, numberId, accountId, fetch };
}

/** The same, but each answer's text goes through `change` first. */
function changed(side: Side, change: (text: string) => string): Side {
  return {
    ...side,
    fetch: async (request) => {
      const answer = await side.fetch(request);
      const { status, headers } = answer;
      return new Response(change(await answer.text()), { status, headers });
    },
  };
}

test("two emulators answer every case alike, whatever is in them", async () => {
  const meta = newEmulator(2);
  const { numberId, accountId, token } = sideOf(meta);
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  for (const [path, body] of [
    [`${numberId}/whatsapp_business_profile`, { messaging_product: "whatsapp", about: "Shop" }],
    [`${accountId}/subscribed_apps`, {}],
  ] as const) {
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    const answer = await meta.fetch(new Request(`http://emulator/v23.0/${path}`, init));
    assert.equal(answer.status, 200);
  }

  const compared = await compareAll(sideOf(meta), sideOf(newEmulator(1)), CASES);

  assert.ok(compared.length >= 20);
  assert.deepEqual(
    compared.filter(({ differences }) => differences.length > 0),
    [],
  );
});

test("no case sends, makes, changes or deletes anything", async () => {
  const emulator = newEmulator(1);
  const state = async (): Promise<unknown> => {
    const answer = await emulator.fetch(new Request("http://emulator/emulator/state"));
    const { world } = JSON.parse(await answer.text());
    // Each answer draws the ids of a request, and is counted.
    return { ...world, random: undefined, limits: undefined };
  };
  const meta = sideOf(newEmulator(2));
  // What is as it always was is written down when it is first asked for.
  await compareAll(sideOf(emulator), meta, CASES);
  const before = await state();

  await compareAll(sideOf(emulator), meta, CASES);

  assert.deepEqual(await state(), before);
});

test("what Meta answers otherwise is told by its place, without ids and phones", async () => {
  const meta = changed(sideOf(newEmulator(2)), (body) =>
    body
      .replace('"quality_rating":"GREEN"', '"quality_rating":null,"search_visibility":"VISIBLE"')
      .replace('"code_verification_status":"VERIFIED",', "")
      .replace('"code":190', '"code":191')
      .replace("Unsupported get request.", "Sorry, 447700900001."),
  );

  const compared = await compareAll(meta, sideOf(newEmulator(1)), CASES);

  const differing = new Map(compared.map(({ name, differences }) => [name, differences]));
  assert.deepEqual(differing.get("a number"), [
    "code_verification_status: only the emulator's",
    'quality_rating: "null" from Meta, "string" from the emulator',
    "search_visibility: only Meta's",
  ]);
  assert.deepEqual(differing.get("a token that is none"), [
    "error.code: 191 from Meta, 190 from the emulator",
  ]);
  const [words = ""] = differing.get("an object that is not there") ?? [];
  assert.match(words, /^error\.message: "Sorry, #\. Object with ID '1' /);
});

test("without credentials it ends with 2 and says what is missing, and with wrong ones, too", async () => {
  const emulator = newEmulator(1);
  await using server = await serve(emulator);
  const { numberId, accountId } = sideOf(emulator);

  const without = await run({});
  const wrong = await run({
    WHATSAPP_API_URL: server.url,
    WHATSAPP_ACCESS_TOKEN: "of another",
    WHATSAPP_PHONE_NUMBER_ID: numberId,
    WHATSAPP_BUSINESS_ACCOUNT_ID: accountId,
  });

  assert.equal(without.code, 2);
  assert.match(without.said, /^WHATSAPP_ACCESS_TOKEN, .*: not set\. .* docs\/parity\.md/);
  assert.equal(wrong.code, 2);
  assert.match(wrong.said, /^Meta does not take the credentials: it answers 401/);
});

test("with credentials it ends with 0 where all is alike, a line a request", async () => {
  const emulator = newEmulator(2);
  await using server = await serve(emulator);
  const { token, numberId, accountId } = sideOf(emulator);

  const { code, said } = await run({
    WHATSAPP_API_URL: server.url,
    WHATSAPP_ACCESS_TOKEN: token,
    WHATSAPP_PHONE_NUMBER_ID: numberId,
    WHATSAPP_BUSINESS_ACCOUNT_ID: accountId,
  });

  assert.equal(code, 0, said);
  assert.equal(said.match(/^same {4}/gm)?.length, CASES.length);
  assert.ok(!said.includes(token) && !said.includes(numberId));
});

async function serve(emulator: Emulator): Promise<AsyncDisposable & { readonly url: string }> {
  const { url } = await emulator.listen(0);
  return { url, [Symbol.asyncDispose]: () => emulator.close() };
}

async function run(
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number; readonly said: string }> {
  const options = ["--conditions=casement-source", PROGRAM];
  const child = spawn(process.execPath, options, { env, stdio: ["ignore", "pipe", "pipe"] });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, "exit");
  return { code, said: (await said).join("") };
}
