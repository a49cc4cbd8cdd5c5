import assert from "node:assert/strict";
import { test } from "node:test";
import { instantFromMs } from "@casement/engine";
import type { Evidence } from "../evidence.ts";
import { poisonedBody } from "../poison.ts";
import { chargeFaults, conversationFaults, postingFaults } from "./money.ts";
import {
  conversation,
  DAY_MS,
  DELIVERED,
  draft,
  gotEvent,
  gotPost,
  hasDrafts,
  messageRow,
  PHONE,
  platformHas,
  post,
  posting,
  received,
  reported,
  sent,
  unit,
  WRITTEN,
  WROTE,
  well,
  written,
} from "./planted.ts";
import { conservationFaults, postFaults } from "./posts.ts";
import { eventForwardFaults, forwardFaults } from "./programs.ts";
import { statusFaults, threadFaults, windowFaults } from "./threads.ts";
import { eventFaults, momentFaults, toldFaults } from "./time.ts";

test("a post that was answered and is not kept, or is kept and was not signed, is told", () => {
  const posts = [post(WRITTEN, WROTE + 20_000, "another secret")];

  assert.deepEqual(postFaults(well({ posts })), [
    `I1: answered 200 and not kept: ${DELIVERED}`,
    `I2: kept and not signed, at ${WROTE + 20_000}`,
  ]);
});

test("a notice that became no fact, waits, or is unreadable and not listed is told", () => {
  const counts = { pending: 1, strange: 0, position: 3, facts: 1 };
  const poison = poisonedBody(instantFromMs(WROTE));
  const poisoned = { ...post(poison, WROTE), number: "106540352242900" };
  const { posts } = well();

  assert.deepEqual(conservationFaults(well({ counts, posts: [...posts, poisoned] })), [
    "I3: 1 posts are not digested",
    "I3: 2 notices became 1 facts",
    "I4: 0 of 1 unreadable notices are listed",
  ]);
});

test("a message that is not there, and a step with another moment than was said, are told", () => {
  const { messages } = well();
  const out = messageRow({ delivered: WROTE + 13_000, read: WROTE + 14_000 });

  assert.deepEqual(statusFaults(well({ messages: new Map([["wamid.out", out]]) })), [
    "I3: no message wamid.in",
    `F4: wamid.out is delivered at ${WROTE + 13_000}, and was reported at ${WROTE + 12_000}`,
    `F4: wamid.out is read at ${WROTE + 14_000}, and was reported at null`,
  ]);
  const again = received([WRITTEN, DELIVERED, reported("wamid.out", "delivered", WROTE + 11_000)]);
  assert.deepEqual(statusFaults(well({ ...again, messages })), [
    `F4: wamid.out is delivered at ${WROTE + 12_000}, and was reported at ${WROTE + 11_000}`,
  ]);
});

test("a window is what follows from all that was written, and from no reaction", () => {
  const next = WROTE + DAY_MS;
  const open = [{ thread: "t", opened: WROTE, closes: next }];
  const faultsAfter = (bodies: readonly string[], windows: Evidence["windows"]): string[] =>
    windowFaults(well({ ...received([WRITTEN, ...bodies]), windows }));

  assert.deepEqual(faultsAfter([written("wamid.2", { at: next })], open), [
    `W2: +${PHONE} has the windows [{"opened":${WROTE},"closes":${next}}], ` +
      `not [{"opened":${WROTE},"closes":${next + DAY_MS}}]`,
  ]);
  assert.deepEqual(faultsAfter([written("wamid.2", { at: next, type: "reaction" })], open), []);
  const two = [...open, { thread: "t", opened: next + 1_000, closes: next + 1_000 + DAY_MS }];
  assert.deepEqual(faultsAfter([written("wamid.2", { at: next + 1_000 })], two), []);
});

test("a customer who is two threads, or is unread otherwise than they wrote, is told", () => {
  const head = { phone: PHONE, heard: WROTE, readTo: WROTE, isSpare: false };
  const faultsOf = (...threads: Evidence["threads"]): string[] => threadFaults(well({ threads }));

  assert.deepEqual(faultsOf({ ...head, thread: "t" }, { ...head, thread: "u" }), [
    `F7: +${PHONE} is two threads`,
    `F7: wamid.in is not in the thread of +${PHONE}`,
  ]);
  const spare = { ...head, thread: "u", heard: null, isSpare: true };
  assert.deepEqual(faultsOf({ ...head, thread: "t" }, spare), []);
  assert.deepEqual(faultsOf({ ...head, thread: "t", heard: null, readTo: WROTE + 1 }), [
    `N2: +${PHONE} was heard at null, and wrote at ${WROTE}`,
    `N2: +${PHONE} is read to ${WROTE + 1}, when nothing was written`,
  ]);
});

test("conversations that overlap, are too long or were opened by nothing are told", () => {
  const other = conversation({ opened: WROTE + 20_000, ended: WROTE + 30_000 });
  const faultsOf = (...conversations: Evidence["conversations"]): string[] =>
    conversationFaults(well({ conversations }));

  assert.match(faultsOf(conversation(), other).join(), /^B4: service of t .*, service of t /);
  const entry = conversation({ category: "referral_conversion", expires: WROTE + 3 * DAY_MS });
  assert.match(faultsOf(entry, other).join(), /^B5: service of t .* opened in referral_conv/);
  assert.deepEqual(faultsOf(other, { ...entry, opened: WROTE + 25_000 }), []);
  assert.match(faultsOf(conversation({ expires: WROTE + 2 * DAY_MS })).join(), /^C6: .* too long$/);
  assert.deepEqual(faultsOf(conversation({ openedBy: "wamid.in" })), [
    "C1: wamid.in opened a conversation and was not delivered",
  ]);
});

test("what is charged twice, for nothing, not at all or at another price is told", () => {
  assert.deepEqual(chargeFaults(well({ units: [unit(), unit()] })), [
    "B1: wamid.out is charged twice",
  ]);
  assert.deepEqual(chargeFaults(well({ units: [] })), [
    "B2: wamid.out was delivered and is not charged",
  ]);
  assert.deepEqual(chargeFaults(well({ sent: platformHas(sent({ deliveredAt: null })) })), [
    "B2: wamid.out is charged and was not delivered",
  ]);
  assert.deepEqual(chargeFaults(well({ sent: new Map() })), [
    "B1: wamid.out is charged and was never sent",
  ]);
  const dear = "PMP service regular United Kingdom 6000";
  assert.deepEqual(chargeFaults(well({ units: [unit({ amount: 6_000 })] })), [
    `L5: wamid.out costs ${dear}, and the platform says ${dear.replace("6", "5")}`,
  ]);
});

test("two of one second may change places in the bill, and two of two may not", () => {
  const later = reported("wamid.2", "delivered", WROTE + 12_000);
  const paid = sent({ id: "wamid.2", deliveredAt: WROTE + 12_999 });
  const free = { model: "PMP", type: "free", category: "service", market: "X", amountMicros: 0 };
  const evidence = well({
    ...received([WRITTEN, DELIVERED, later]),
    sent: platformHas(sent({ charge: free }), paid),
    units: [unit(), unit({ wamid: "wamid.2", type: "free", market: "X", amount: 0 })],
  });
  const apart = { ...paid, deliveredAt: WROTE + 13_000 };

  assert.deepEqual(chargeFaults(evidence), []);
  assert.equal(
    chargeFaults({ ...evidence, sent: new Map(evidence.sent).set(apart.id, apart) }).length,
    2,
  );
});

test("a unit whose postings are not its amount, or have no order or no sides, is told", () => {
  const faultsOf = (...postings: Evidence["postings"]): string[] =>
    postingFaults(well({ postings }));

  assert.deepEqual(faultsOf(), ["L1: wamid.out costs 5000, and 0 is booked"]);
  assert.deepEqual(faultsOf(posting(), posting({ unit: "wamid.none" })), [
    "L1: booked for no unit: wamid.none",
  ]);
  assert.deepEqual(faultsOf(posting({ place: 1 })), ["L2: wamid.out has no posting 0"]);
  const back = { place: 1, debit: "meta:1", credit: "cost:1:service:India", amount: 1_000 };
  assert.deepEqual(faultsOf(posting({ amount: 6_000 }), posting(back)), [
    "L2: wamid.out corrects nothing",
  ]);
  assert.deepEqual(faultsOf(posting({ amount: 6_000 }), posting({ ...back, corrects: "p" })), []);
  assert.deepEqual(faultsOf(posting(), posting({ place: 1, debit: "meta:1", credit: "meta:2" })), [
    "L1: wamid.out books meta:1 to meta:2",
    "L1: wamid.out costs 5000, and 0 is booked",
  ]);
});

test("events with a gap, with one missing at the end or out of time are told", () => {
  const { events, counts } = well();
  const [first, , last] = events;
  assert(first !== undefined && last !== undefined);

  assert.deepEqual(eventFaults(well({ events: [first, last] })), ["N3: a gap before 3"]);
  assert.deepEqual(eventFaults(well({ counts: { ...counts, position: 4 } })), [
    "N3: the last event is 3, and 4 counted",
  ]);
  const back = events.map((one) => ({ ...one, at: WROTE - one.position }));
  assert.deepEqual(eventFaults(well({ events: back })), [
    `K3: event 2 is at ${WROTE - 2}`,
    `K3: event 3 is at ${WROTE - 3}`,
  ]);
  assert.deepEqual(toldFaults(well({ events: [first] })), [
    "N3: no event tells of wamid.out",
    "N3: no event tells of d",
  ]);
});

test("what came, was settled or was booked when it cannot have been is told", () => {
  const { endedAt } = well();
  const faults = momentFaults(
    well({
      posts: [post(WRITTEN, WROTE - 1)],
      drafts: hasDrafts(draft({ settled: WROTE })),
      postings: [posting({ recorded: endedAt + 1 })],
    }),
  );

  assert.deepEqual(faults, [
    "K3: a post came before what it tells",
    "K3: draft d was settled before it was made",
    "K3: wamid.out was booked after the end",
  ]);
});

test("a post that was not forwarded, not as Meta wrote it, not signed or not in order is told", () => {
  const [at, next] = [WROTE + 20_000, WROTE + 21_000];
  const faultsOf = (...got: Evidence["programs"]["got"]): string[] =>
    forwardFaults(well({ programs: { ...well().programs, got } }));

  assert.deepEqual(faultsOf(gotPost(WRITTEN, at), gotPost(DELIVERED, next, { isTaken: false })), [
    `H2: kept 1 times, forwarded 0: ${DELIVERED}`,
  ]);
  assert.deepEqual(faultsOf(gotPost(WRITTEN, next), gotPost(DELIVERED, at)), [
    `H3: received at ${WROTE + 20_000}, tried after a later one`,
  ]);
  const swapped = [gotPost(WRITTEN, next), gotPost(DELIVERED, at)];
  const both = [...well().posts, { ...post(WRITTEN, at), number: "106540352242999" }];
  const mixed = { posts: both, programs: { ...well().programs, got: swapped } };
  assert.deepEqual(forwardFaults(well(mixed)), []);
  const strange = written("wamid.strange");
  assert.deepEqual(
    faultsOf(gotPost(WRITTEN, at), gotPost(DELIVERED, next), gotPost(strange, next)),
    [`H1: forwarded and not Meta's: ${strange}`],
  );
  const unsigned = gotPost(DELIVERED, next, { headers: {} });
  assert.deepEqual(faultsOf(gotPost(WRITTEN, at), unsigned), [
    `H1: forwarded and not signed: ${DELIVERED}`,
  ]);
  const marked = DELIVERED.replace('{"id"', '{"biz_opaque_callback_data":"casement:d","id"');
  const posts = [post(WRITTEN, at), post(marked, next)];
  assert.deepEqual(forwardFaults(well({ posts })), []);
});

test("an event that no program took, or that overtook another of its thread, is told", () => {
  const two = received([WRITTEN, written("wamid.2")]);
  const faultsOf = (...got: Evidence["programs"]["got"]): string[] =>
    eventForwardFaults(well({ ...two, programs: { ...two.programs, got } }));
  const second = gotEvent({ id: "2", message: "wamid.2" });

  assert.deepEqual(faultsOf(gotEvent({ id: "1" })), ["H9: no event told of wamid.2"]);
  assert.deepEqual(faultsOf(gotEvent({ id: "1", isTaken: false }), second, gotEvent({ id: "1" })), [
    "H10: 2 was told before 1 was taken",
  ]);
  assert.deepEqual(
    faultsOf(gotEvent({ id: "1", isTaken: false }), gotEvent({ id: "1" }), second),
    [],
  );
});
