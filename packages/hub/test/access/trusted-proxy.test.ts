import assert from "node:assert/strict";
import { test } from "node:test";
import { type Business, begin } from "../flows/begin.ts";

/** How a wrong key is answered to who a proxy says is asking; after twenty it is 429. */
async function wrongKeyFrom(business: Business, address: string): Promise<number> {
  const answer = await fetch(`${business.hub.url}/api/v1/clock`, {
    headers: { authorization: `Bearer csm_${"0".repeat(33)}`, "x-forwarded-for": address },
  });
  await answer.text();
  return answer.status;
}

test("[N23] behind a proxy that the operator named each stranger is counted alone", async () => {
  await using business = await begin({ trustProxy: ["loopback"] });

  for (let i = 0; i < 20; i += 1) await wrongKeyFrom(business, "203.0.113.7");
  const [same, other, forged] = [
    await wrongKeyFrom(business, "203.0.113.7"),
    await wrongKeyFrom(business, "203.0.113.8"),
    // Who writes an address into the header is still who the proxy saw.
    await wrongKeyFrom(business, "198.51.100.1, 203.0.113.7"),
  ];

  assert.deepEqual([same, other, forged], [429, 401, 429]);
});

test("[N23] without one nobody says who asks but their connection", async () => {
  await using business = await begin();

  for (let i = 0; i < 20; i += 1) await wrongKeyFrom(business, `203.0.113.${i}`);
  const status = await wrongKeyFrom(business, "198.51.100.1");

  assert.equal(status, 429);
});
