import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { after, test } from "node:test";
import { graphError, graphJson } from "@casement/cloud-api";
import { DAY_MS } from "@casement/engine";
import { machineTime } from "@casement/engine/system-clock";
import { sequentialIds } from "@casement/hub";
import { createDialer } from "../../src/dialing/dialer.ts";
import { beginFile } from "../../src/media/begin-file.ts";
import { FileFolder } from "../../src/media/file-folder.ts";
import { uploadFile } from "../../src/media/upload-file.ts";
import { UploadTurns } from "../../src/media/upload-turns.ts";
import { Directory } from "../../src/numbers/directory.ts";
import { GraphCarrier } from "../../src/sending/graph-carrier.ts";
import { bytesIn, bytesOf, fileOf, get, sendsFile } from "../flows/files.ts";
import type { WireTap } from "../flows/wire-tap.ts";
import { beginDesk } from "../sending/desk.ts";

const desk = await beginDesk();
const { business, tap } = desk;
after(() => desk[Symbol.asyncDispose]());

test("[I14] an upload that is refused, cut or too large leaves no bytes", async () => {
  const { status, body } = graphError(131053);
  const refused = {
    status,
    headers: { "content-type": "application/json" },
    body: graphJson(body),
  };

  const answers = [
    await uploaded(bytesOf(1), "image/png", () => refused),
    await uploaded(bytesOf(1), "image/png", () => "cut"),
    await uploaded(Buffer.alloc(500 * 1_024 + 1), "image/webp", () => undefined),
  ];

  assert.ok(
    answers.every((one) => one >= 400),
    answers.join(),
  );
  assert.deepEqual(await names(), []);
  assert.deepEqual(await begun(), []);
});

test("[I14] bytes that nothing came to name go a day later, and what is named stays", async () => {
  await sendsFile(business.customer("447700900142"), "image", {
    ...{ bytes: bytesOf(2), mime_type: "image/png" },
  });
  assert.equal(await uploaded(bytesOf(3), "image/png", () => undefined), 200);
  assert.deepEqual(await begun(), []);
  const files = new FileFolder(join(business.folder, "media"), sequentialIds());
  const parts = { ...business, files };
  const { place } = await beginFile(parts, BigInt(business.numberId), Readable.from(["orphan"]));

  // The hub sweeps every day after it began, which was before these bytes were.
  await business.advance(DAY_MS);
  const between = await names();
  await business.advance(DAY_MS);

  assert.equal(between.length, 3);
  assert.deepEqual(
    await names(),
    between.filter((one) => !place.endsWith(one)),
  );
  assert.deepEqual(await begun(), []);
  const kept = await get(business, await fileOf(business));
  assert.deepEqual(await bytesIn(kept), bytesOf(2));
});

test("[I14] a file that is refused before Meta is asked for it stays open no longer", async () => {
  const opened: Readable[] = [];
  class Watched extends FileFolder {
    override async read(place: string): Promise<Readable> {
      const stream = await super.read(place);
      opened.push(stream);
      return stream;
    }
  }
  const files = new Watched(join(business.folder, "media"), sequentialIds());
  const uploadTurns = new UploadTurns({ db: business.db, machine: machineTime });
  const parts = { ...business, ids: sequentialIds(), files, uploadTurns, carrier: carrier() };

  const told = await uploadFile(
    { ...parts, isAtMeta: async () => false },
    {
      ...{ key: KEY_OF_NOTHING, numberId: BigInt(business.numberId), filename: "menu.png" },
      ...{ mimeType: "image/png", body: Readable.from([bytesOf(4)]) },
    },
  );

  assert.equal(told.kind, "refused");
  assert.deepEqual(
    opened.map(({ destroyed }) => destroyed),
    [true],
  );
});

/** What carries calls to Meta in a hub that knows no number. */
function carrier(): GraphCarrier {
  const nothing = async (): Promise<void> => {};
  return new GraphCarrier({
    ...{ machine: machineTime, directory: new Directory(business.db) },
    ...{ dialer: createDialer({ ownOrigins: new Set(), machine: machineTime }) },
    ...{ tokenOf: () => "", appTokenOf: () => undefined, templatesChanged: () => {} },
    ...{ fileDeleted: nothing, blockChanged: nothing },
  });
}

const KEY_OF_NOTHING = {
  ...{ keyId: "10000000-0000-4000-8000-000000000001", prefix: "", name: "test", scopes: ["*"] },
  ...{ accountId: undefined, everywhere: false, wholeAccount: false, numberIds: [] },
};

/** The status that an upload is answered with, Meta's own answer being what a test sets. */
async function uploaded(
  bytes: Buffer,
  type: string,
  answer: () => Awaited<ReturnType<WireTap["instead"]>>,
): Promise<number> {
  tap.instead = (asked) => (asked.url.endsWith("/media") ? answer() : undefined);
  const url = `${business.hub.url}/api/v1/numbers/${business.numberId}/media?type=${type}`;
  const { status, body } = await fetch(url, {
    method: "POST",
    headers: {
      authorization: `Bearer ${business.key}`,
      "content-type": "application/octet-stream",
    },
    body: new Uint8Array(bytes),
  });
  await body?.cancel();
  return status;
}

/** The names of the files in the folder. */
async function names(): Promise<string[]> {
  const all = await readdir(join(business.folder, "media"), { recursive: true });
  return all.flatMap((one) => /[0-9a-f]{32}$/.exec(one) ?? []).sort();
}

async function begun(): Promise<unknown[]> {
  return (await business.db.query("select place from begun_file")).rows;
}
