import assert from "node:assert/strict";
import { test } from "node:test";
import { instantFromMs } from "@casement/engine";
import type { KeptFile } from "../file-evidence.ts";
import { receivedFileFaults, uploadFaults } from "./files.ts";
import { hasFiles, received, upload, WRITTEN, WROTE, well, written } from "./planted.ts";

test("a customer's file that is not there, not theirs or there twice is told", () => {
  const file = { mediaId: "in", wamid: "wamid.in", sha256: "theirs" };
  const faultsOf = (...kept: readonly KeptFile[]): string[] =>
    receivedFileFaults(well({ files: hasFiles({ kept }) }));

  assert.deepEqual(faultsOf(file), []);
  assert.deepEqual(faultsOf(), ["I12: wamid.in has 0 files"]);
  assert.deepEqual(faultsOf(file, { ...file, mediaId: "2" }), ["I12: wamid.in has 2 files"]);
  const half = { ...file, sha256: "half" };
  assert.deepEqual(faultsOf(half), ["I12: the file of wamid.in is not what was sent"]);
  const none = { ...file, sha256: null };
  assert.deepEqual(faultsOf(none), ["I12: the file of wamid.in was not fetched"]);
  assert.deepEqual(faultsOf(file, { ...file, wamid: "wamid.other" }), [
    "I12: nobody sent the file of wamid.other",
  ]);
  const twice = hasFiles({ listed: ["wamid.in", "wamid.in"] });
  assert.deepEqual(receivedFileFaults(well({ files: twice })), [
    "I12: wamid.in with its file is listed 2 times",
  ]);
});

test("a file of a message that no kept post told of is nobody's to have", () => {
  const files = hasFiles({ received: [{ wamid: "wamid.untold", sha256: "theirs" }], kept: [] });

  assert.deepEqual(receivedFileFaults(well({ files })), []);
  const told = received([WRITTEN, written("wamid.untold")]);
  assert.deepEqual(receivedFileFaults(well({ ...told, files })), [
    "I12: wamid.untold has 0 files",
    "I12: wamid.untold with its file is listed 0 times",
  ]);
});

test("bytes that went up again, or under another name, after somebody was told are told", () => {
  const again = { mediaId: "up2", at: instantFromMs(WROTE + 5_500) };
  const [first] = hasFiles().given;
  assert(first !== undefined);
  const given = [first, again];
  const atMeta = new Map([...hasFiles().atMeta, ["up2", "ours"]]);
  const faultsOf = (...uploads: ReturnType<typeof upload>[]): string[] =>
    uploadFaults(well({ files: hasFiles({ given, atMeta, uploads }) }));

  assert.deepEqual(faultsOf(upload(1_000, "up"), upload(5_000, "up2")), [
    "S15: up2 was given to Meta as up before",
    "S15: up2 went up, and Meta had the same",
  ]);
  // Nobody was told of the first: it may go up again. So may one that was asked for beside it.
  assert.deepEqual(faultsOf(upload(1_000, undefined), upload(5_000, "up2")), []);
  const unheard = { ...upload(1_000, "up"), answer: undefined };
  assert.deepEqual(faultsOf(unheard, upload(5_000, "up2")), []);
  assert.deepEqual(faultsOf(upload(1_000, "up"), upload(5_000, "up2", "others")), [
    "S15: up2 went up, and Meta had the same",
  ]);
});

test("a file of ours that is not what went up is told", () => {
  const kept = [
    { mediaId: "in", wamid: "wamid.in", sha256: "theirs" },
    { mediaId: "up", wamid: null, sha256: "half" },
  ];

  assert.deepEqual(uploadFaults(well({ files: hasFiles({ kept }) })), [
    "N13: up is not what went up",
  ]);
});
