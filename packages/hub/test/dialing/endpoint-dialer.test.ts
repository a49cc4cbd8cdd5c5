import assert from "node:assert/strict";
import { test } from "node:test";
import { createEndpointDialer } from "../../src/dialing/endpoint-dialer.ts";
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
