import assert from "node:assert/strict";
import { test } from "node:test";
import { createTestDatabase } from "@casement/hub/database";
import { audit } from "./audit.ts";

test("the audit tells of what was lost, what was sent twice, and what was said and is not so", async () => {
  await using database = await createTestDatabase();
  const value = { messages: [{ id: "wamid.1" }], statuses: [{ id: "wamid.2", status: "read" }] };
  const text = JSON.stringify({ entry: [{ changes: [{ value }] }] });
  const call = { draftId: "d", mark: "m", numberId: "1", wamid: "wamid.3" };
  const send = { mark: "m", numberId: "1", tries: [] };

  const faults = await audit(database.url, {
    acknowledged: [{ sha256: "00", text }],
    written: ["wamid.1"],
    calls: [call, { ...call, wamid: "wamid.4" }],
    sends: [
      { ...send, end: "accepted", wamid: "wamid.3" },
      { ...send, end: "withdrawn", wamid: undefined },
      { ...send, end: "lost", wamid: undefined, tries: ["503 131016 at 10 ms"] },
      { ...send, end: "status 400", wamid: undefined },
    ],
  });

  assert.deepEqual(faults, [
    `acknowledged and not stored: ${text}`,
    "message of wamid.1 is nowhere",
    "read of wamid.2 is nowhere",
    "customers wrote 1 messages, and there are 0",
    "draftId d was sent 2 times",
    "mark m was sent 2 times",
    "a call without a draft: d",
    "a call without a draft: d",
    "m was answered with wamid.3, and is wamid.4 at Meta",
    "m was withdrawn and sent",
    "m of 1 got no answer: 503 131016 at 10 ms",
    "m was answered with status 400",
  ]);
});
