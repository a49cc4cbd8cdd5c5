import assert from "node:assert/strict";
import { test } from "node:test";
import type { ApiKey } from "../../src/access/api-key.ts";
import type { AccountRow } from "../../src/numbers/account-store.ts";
import { GraphPace } from "../../src/sending/graph-pace.ts";
import { ManualMachine } from "../access/manual-machine.ts";

const MINUTE_MS = 60_000;
const EDGE = { name: "GET ACCOUNT", scope: "numbers:read" } as const;

const KEY: ApiKey = {
  ...{ keyId: "a", prefix: "csm_a", name: "test", accountId: 7n },
  ...{ everywhere: false, wholeAccount: true, numberIds: [], scopes: ["*"] },
};

const ACCOUNT: AccountRow = {
  ...{ accountId: 7n, portfolioId: null, appId: null, name: null, platformZone: null },
  ...{ chosenZone: null, apiUrl: "http://meta.test", graphVersion: "v25.0", sealedToken: null },
  rules: { timeZone: "UTC", currency: "EUR" },
};

function paceOf(perHour: number) {
  const machine = new ManualMachine();
  const pace = new GraphPace(machine, perHour);
  const ask = (): string | undefined =>
    pace.refusalOf({ key: KEY }, EDGE, ACCOUNT)?.headers["retry-after"];
  return { machine, pace, ask };
}

test("[G9] no hour has more calls than are granted, and each makes room after an hour", () => {
  const { machine, ask } = paceOf(3);
  const times: number[] = [];
  for (let minute = 0; minute < 600; minute += 7) {
    for (let i = 0; i < 2; i++) if (ask() === undefined) times.push(minute);
    machine.turn(7 * MINUTE_MS);
  }

  for (const time of times) {
    const within = times.filter((one) => one >= time && one < time + 60).length;
    assert.ok(within <= 3, `${within} from minute ${time}`);
  }
  assert.ok(times.length >= 24, `${times.length} in ten hours`);
});

test("[G9] the time that a refusal tells is when the next call is made", () => {
  const { machine, ask } = paceOf(2);
  ask();
  machine.turn(10 * MINUTE_MS);
  ask();
  machine.turn(5 * MINUTE_MS);

  const wait = Number(ask());
  machine.turn(wait * 1_000 - 1);
  const early = ask();
  machine.turn(1);

  assert.equal(wait, 45 * 60);
  assert.equal(early, "1");
  assert.equal(ask(), undefined);
});

test("[G9] Meta's word holds for the time it tells, a minute if none, and an hour at most", () => {
  const usage = (minutes: number): Record<string, string> => ({
    "x-business-use-case-usage": `{"7":[{"estimated_time_to_regain_access": ${minutes}}]}`,
  });
  const code = (one: number): object => ({ error: { code: one } });
  const cases: readonly (readonly [Record<string, string>, unknown, number])[] = [
    [usage(12), code(80_007), 12 * 60],
    [usage(12), {}, 12 * 60],
    [usage(600), code(80_007), 3_600],
    [{ "retry-after": "30" }, code(4), 30],
    [{}, code(80_007), 60],
    [usage(0), code(4), 60],
    // Another limit, such as that of new templates: the account's calls are not spent.
    [usage(0), code(80_007), 0],
    [usage(0), {}, 0],
    [{ "retry-after": "30" }, code(131_016), 0],
    [{ "retry-after": "soon" }, code(4), 60],
  ];
  for (const [headers, body, seconds] of cases) {
    const { machine, pace, ask } = paceOf(1_000);
    pace.hear(ACCOUNT, { headers, body });

    assert.equal(Number(ask() ?? 0), seconds, JSON.stringify([headers, body]));
    machine.turn(seconds * 1_000);
    assert.equal(ask(), undefined);
  }
});
