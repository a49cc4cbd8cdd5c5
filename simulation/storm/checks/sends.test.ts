import assert from "node:assert/strict";
import { test } from "node:test";
import { instantFromMs } from "@casement/engine";
import type { Answer, Ask, Try } from "../desk.ts";
import type { Evidence } from "../evidence.ts";
import { gateFaults, orderFaults, rateFaults } from "./pace.ts";
import {
  ask,
  call,
  DAY_MS,
  DELIVERED,
  draft,
  entry,
  hasDrafts,
  ID,
  PHONE,
  platformHas,
  received,
  sent,
  WROTE,
  well,
  written,
} from "./planted.ts";
import { scheduleFaults } from "./schedule.ts";
import { askFaults, callFaults, draftFaults, unsentFaults } from "./sends.ts";
import { violations } from "./violations.ts";

test("no check complains of a storm in which all went well", () => {
  assert.deepEqual(violations(well()), []);
});

test("a message without a draft, a second one of a draft and a call of none are told", () => {
  const again = sent({ id: "wamid.again" });
  const strange = sent({ id: "wamid.strange", callbackData: "casement:nobody" });
  const calls = [call(), call({ draft: "nobody" })];

  assert.deepEqual(draftFaults(well({ sent: platformHas(sent(), again, strange), calls })), [
    "S2: draft d was sent twice",
    "S1: wamid.strange was sent without a draft",
    "S2: draft d is wamid.out, and wamid.again was sent",
    "S1: a call was made for nobody, which is no draft",
  ]);
});

test("a draft that is not what the platform made of it is told", () => {
  const faultsOf = (state: string): string[] =>
    draftFaults(well({ drafts: hasDrafts(draft({ state })) }));

  for (const state of ["unknown", "refused", "failed", "withdrawn", "canceled"]) {
    assert.deepEqual(faultsOf(state), [`S2: draft d is ${state}, and wamid.out was sent`]);
  }
  assert.deepEqual(faultsOf("sending"), ["S2: draft d is sending when all is over"]);
  assert.deepEqual(draftFaults(well({ sent: new Map() })), [
    "S2: draft d is wamid.out, and undefined was sent",
  ]);
  const unsent = { state: "unknown", wamid: null, status: null };
  assert.deepEqual(draftFaults(well({ sent: new Map(), drafts: hasDrafts(draft(unsent)) })), []);
});

test("a second call of a draft is told, but after a refusal", () => {
  const faultsAfter = (told: number | undefined): string[] =>
    callFaults(well({ calls: [call({ told }), call()] }));

  assert.deepEqual(faultsAfter(400), []);
  assert.deepEqual(faultsAfter(500), ["S2: draft d was called again after 500"]);
  assert.deepEqual(faultsAfter(undefined), ["S2: draft d was called again after no answer"]);
});

test("an ask that was sent twice, refused and sent, or answered by what was not sent is told", () => {
  const answered = (status: number, wamid?: string, more: Partial<Ask> = {}): Evidence["asks"] => {
    const answer = { status, code: undefined, wamid, state: "unknown" };
    return [ask({ tries: [triedAt(WROTE, answer)], ...more })];
  };

  assert.deepEqual(askFaults(well({ sent: platformHas(sent(), sent({ id: "wamid.again" })) })), [
    "S3: ask 1 was sent 2 times",
  ]);
  assert.deepEqual(askFaults(well({ asks: answered(200, "wamid.none") })), [
    "S3: ask 1 was answered wamid.none, which was not sent",
  ]);
  assert.deepEqual(askFaults(well({ asks: answered(400) })), [
    "S3: ask 1 was refused with 400, and sent",
  ]);
  assert.deepEqual(askFaults(well({ asks: answered(200, "wamid.out", { count: 2 }) })), [
    "S3: ask 2 was answered wamid.out, which is ask 1",
  ]);
  assert.deepEqual(askFaults(well({ asks: answered(200) })), [
    "S3: ask 1 was answered 200 as unknown without a name",
  ]);
  const native = answered(200, undefined, { way: "native" });
  assert.deepEqual(askFaults(well({ asks: native })), []);
  const asSent = native.map((one) => ({
    ...one,
    tries: one.tries.map(({ askedAt, answer }) => {
      return { askedAt, answer: answer && { ...answer, state: "sent" } };
    }),
  }));
  assert.deepEqual(askFaults(well({ asks: asSent })), [
    "S3: ask 1 was answered 200 as sent without a name",
  ]);
  assert.deepEqual(askFaults(well({ asks: answered(500) })), []);
});

test("every way of an ask to say its number is read", () => {
  const ways = [
    sent({ content: { body: "Answer 7" } }),
    sent({ type: "template", content: { parameters: [{ type: "text", text: "A-7" }] } }),
    sent({ type: "template", content: { parameters: [{ type: "text", text: "7.00" }] } }),
    sent({ type: "template", content: { parameters: [{ type: "text", text: "100007" }] } }),
  ];
  const all = ways.map((one, index) => ({ ...one, id: `wamid.${index}` }));

  assert.deepEqual(
    askFaults(well({ asks: [ask({ count: 7, tries: [] })], sent: platformHas(...all) })),
    ["S3: ask 7 was sent 4 times"],
  );
});

test("what was answered 503 and sent is told, unless it was asked for again before", () => {
  const away = { status: 503, code: 131_016, wamid: undefined, state: undefined };
  const faultsOf = (...tries: readonly Try[]): string[] =>
    unsentFaults(well({ asks: [ask({ tries: [...tries] })] }));
  const refused = triedAt(WROTE, away);

  assert.deepEqual(faultsOf(refused), ["S17: ask 1 was answered 503, and wamid.out was sent"]);
  assert.deepEqual(faultsOf(refused, triedAt(WROTE + 5_000, undefined)), []);
  assert.deepEqual(faultsOf(triedAt(WROTE, undefined), refused), []);
  assert.deepEqual(faultsOf(refused, triedAt(WROTE + 10_001, undefined)), [
    "S17: ask 1 was answered 503, and wamid.out was sent",
  ]);
  const other = { ...away, code: 131_000 };
  assert.deepEqual(faultsOf(triedAt(WROTE, other), triedAt(WROTE, undefined)), [
    "S17: ask 1 was answered 503 with 131000",
  ]);
});

function triedAt(ms: number, answer: Answer | undefined): Try {
  return { askedAt: instantFromMs(ms), answer };
}

test("a message for later that was sent twice, too soon, too late or after all is told", () => {
  const due = WROTE + 10_000;
  const said = (at: number): Evidence["sent"] =>
    platformHas(sent({ at, content: { body: "Later 1 in version 0" } }));
  const faultsOf = (messages: Evidence["sent"], more = {}): string[] =>
    scheduleFaults(well({ entries: [entry(more)], sent: messages }));
  const onTime = said(due);
  const again = [...onTime.values()].map((one) => ({ ...one, id: "wamid.2" }));
  const twice = platformHas(...onTime.values(), ...again);

  assert.deepEqual(faultsOf(onTime), []);
  assert.deepEqual(faultsOf(said(due - 1)), ["S12: later 1 was sent before its moment"]);
  assert.deepEqual(faultsOf(said(due + 3_700_000)), [
    "S12: later 1 was sent 3700000 ms after its moment",
  ]);
  assert.deepEqual(faultsOf(twice), ["S12: later 1 was sent 2 times"]);
  assert.deepEqual(faultsOf(onTime, { isCanceled: true }), [
    "S12: later 1 was taken back, and sent",
  ]);
  assert.deepEqual(faultsOf(new Map(), { draft: "gone" }), ["S12: later 1 is no draft any more"]);
  assert.deepEqual(faultsOf(onTime, { answers: [503, 503] }), [
    "S12: later 1 was always answered 503, and sent",
  ]);
  assert.deepEqual(faultsOf(onTime, { answers: [503, undefined] }), []);
  const [first] = entry().versions;
  assert(first !== undefined);
  assert.deepEqual(faultsOf(onTime, { versions: [first, first] }), [
    "S12: later 1 was sent in version 0",
  ]);
});

test("only what Meta refused for its window may be said again by the fallback", () => {
  const instead = sent({ id: "wamid.2", at: WROTE + 11_000, content: { text: "L-1" } });
  const first = { content: { body: "Later 1 in version 0" } };
  const faultsAfter = (failedWith: number | null): string[] => {
    const messages = platformHas(sent({ ...first, failedWith }), instead);
    return scheduleFaults(well({ entries: [entry()], sent: messages }));
  };

  assert.deepEqual(faultsAfter(131_047), []);
  assert.deepEqual(faultsAfter(131_026), ["S12: later 1 was sent 2 times"]);
});

test("calls of a thread that overlap, or come in another order than asked for, are told", () => {
  const drafts = hasDrafts(draft(), draft({ draft: "e", created: WROTE + 10_500 }));
  const first = call({ endedAt: instantFromMs(WROTE + 15_000) });
  const second = call({ draft: "e", beganAt: instantFromMs(WROTE + 12_000) });

  assert.deepEqual(orderFaults(well({ drafts, calls: [first, second] })), [
    "S5: to +447700900100, e was called before d was answered",
  ]);
  const afterIt = call({ beganAt: instantFromMs(WROTE + 13_000) });
  assert.deepEqual(orderFaults(well({ drafts, calls: [second, afterIt] })), [
    "S5: to +447700900100, d was called after e",
  ]);
  assert.deepEqual(orderFaults(well({ drafts, calls: [call(), second] })), []);
  const lost = { ...first, told: undefined };
  assert.deepEqual(orderFaults(well({ drafts, calls: [lost, second] })), []);
  const byWebhook = hasDrafts(
    draft({ status: null }),
    draft({ draft: "e", created: WROTE + 10_500 }),
  );
  assert.deepEqual(orderFaults(well({ drafts: byWebhook, calls: [first, second] })), []);
});

test("more calls in a second than the number sends, and a real 130429, are told", () => {
  const at = (ms: number): Evidence["calls"][number] =>
    call({ beganAt: instantFromMs(WROTE + ms) });
  const calls = [0, 100, 200, 300].map(at);

  assert.deepEqual(rateFaults(well({ calls: [...calls, at(1_000)] })), []);
  assert.deepEqual(rateFaults(well({ calls: [...calls, at(999)] })), [
    `S6: more than 4 calls in the second before ${WROTE + 999}`,
  ]);
  assert.deepEqual(rateFaults(well({ calls: [call({ code: 130_429, isInvented: true })] })), []);
  assert.deepEqual(rateFaults(well({ calls: [call({ code: 131_056 })] })), [
    "S7: +447700900100 was answered 131056",
  ]);
});

test("what left in a closed window, and what was refused in an open one, is told", () => {
  const closed = platformHas(sent({ failedWith: 131_047 }));
  assert.deepEqual(gateFaults(well({ sent: closed })), [
    "W4: wamid.out went out of its window, which was open",
  ]);
  const drafts = hasDrafts(draft({ window: "unknown" }));
  assert.deepEqual(gateFaults(well({ sent: closed, drafts })), []);

  const refusedAt = (created: number): Evidence["drafts"] =>
    hasDrafts(draft({ state: "refused", reason: "service_window_closed", created }));
  assert.deepEqual(gateFaults(well({ drafts: refusedAt(WROTE + 60_000) })), [
    "W4: draft d was refused in an open window",
  ]);
  // The post came at 20 s: nobody knew of the message before.
  assert.deepEqual(gateFaults(well({ drafts: refusedAt(WROTE + 20_000) })), []);
  assert.deepEqual(gateFaults(well({ drafts: refusedAt(WROTE + DAY_MS - 2_000) })), []);
});

test("who wrote and showed no phone has an open window by their id, and by a phone as far as anybody knew", () => {
  const hidden = received([written("wamid.in", { from: undefined, userId: ID }), DELIVERED]);
  const faultsTo = (address: string): string[] => {
    const refused = { state: "refused", reason: "service_window_closed", created: WROTE + 60_000 };
    return gateFaults(well({ ...hidden, drafts: hasDrafts(draft({ ...refused, address })) }));
  };

  assert.deepEqual(faultsTo(PHONE), []);
  assert.deepEqual(faultsTo(ID), ["W4: draft d was refused in an open window"]);
});
