import assert from "node:assert/strict";
import { test } from "node:test";
import { createEndpointDialer, privateOriginsOf } from "../../src/dialing/endpoint-dialer.ts";
import { ManualMachine } from "../access/manual-machine.ts";
import { openReceiver } from "../downstream/receiver.ts";
import { until } from "../sending/desk.ts";

const POST = { headers: {}, body: Buffer.from("{}") };

test("[H7] a name with one private address among public ones is not connected to", async () => {
  const asked: string[] = [];
  const dialer = createEndpointDialer({
    machine: new ManualMachine(),
    privateOrigins: new Set(),
    async resolve(hostname) {
      asked.push(hostname);
      return [
        { address: "93.184.216.34", family: 4 },
        { address: "10.0.0.1", family: 4 },
      ];
    },
  });

  const answer = await dialer.post({ ...POST, url: "https://rebound.example/hook" });

  assert.deepEqual([answer, asked], [{ kind: "private_address" }, ["rebound.example"]]);
  assert.deepEqual(await dialer.post({ ...POST, url: "https://10.0.0.1/" }), {
    kind: "not_called",
  });
  await dialer.close();
});

test("[H7] an endpoint that keeps the hub waiting is given up after ten seconds of the machine's time", async () => {
  await using receiver = await openReceiver();
  const machine = new ManualMachine();
  const dialer = createEndpointDialer({ machine, privateOrigins: new Set([receiver.origin]) });
  receiver.answer = () => new Promise(() => {});

  const post = dialer.post({ ...POST, url: `${receiver.origin}/hang` });
  await until(() => receiver.got.length === 1);
  machine.turn(10_000);

  assert.deepEqual(await post, { kind: "timed_out" });
  await receiver[Symbol.asyncDispose]();
  const gone = await dialer.post({ ...POST, url: `${receiver.origin}/gone` });
  assert.deepEqual(gone, { kind: "not_reached" });
  await dialer.close();
});

test("[H7] an endpoint on this machine is called by a demo, and otherwise only if it is named", async () => {
  const mayCall = (named: string[], here: boolean, url: string): boolean =>
    createEndpointDialer({
      machine: new ManualMachine(),
      privateOrigins: privateOriginsOf(named, here),
    }).mayCall(url);
  for (const url of ["http://localhost:3000/", "http://127.0.0.1:3000/hook", "http://[::1]/"]) {
    assert.equal(mayCall([], true, url), true, url);
    assert.equal(mayCall([], false, url), false, url);
    assert.equal(mayCall([new URL(url).origin], false, url), true, url);
  }
  for (const url of ["http://10.0.0.1/", "http://localhost.example/", "http://169.254.169.254/"]) {
    assert.equal(mayCall([], true, url), false, url);
  }
});
