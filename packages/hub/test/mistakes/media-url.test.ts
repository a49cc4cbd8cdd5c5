import assert from "node:assert/strict";
import { test } from "node:test";
import { begin } from "../flows/begin.ts";
import { bytesOf, fileOf, get, sendsFile } from "../flows/files.ts";
import { openTap } from "../flows/wire-tap.ts";

// The address of a file comes from outside: followed with the token at hand it gives the token
// away. Which hosts are called, and how, is held by ../dialing/dialer.test.ts.

const AMARA = "447700900142";

test("[S4] the token goes with the file's address to Meta, and to no other host", async () => {
  await using tap = await openTap();
  await using business = await begin({ through: (apiUrl) => tap.lead(apiUrl) });
  await using stranger = await openTap();
  const elsewhere = stranger.lead("http://127.0.0.1:1");
  tap.instead = ({ url }) =>
    url.includes("?phone_number_id=")
      ? { status: 200, body: JSON.stringify({ url: `${elsewhere}/steal`, mime_type: "image/png" }) }
      : undefined;

  await sendsFile(business.customer(AMARA), "image", { bytes: bytesOf(6), mime_type: "image/png" });

  assert.equal((await get(business, await fileOf(business))).status, 503);
  assert.deepEqual(stranger.tapped, []);
});
