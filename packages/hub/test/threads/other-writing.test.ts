import assert from "node:assert/strict";
import { test } from "node:test";
import { otherWriting } from "../../src/threads/other-writing.ts";

test("[F15] a mobile phone of Brazil, Mexico or Argentina has one other writing, and no other has one", () => {
  const pairs = [
    ["551187654321", "5511987654321"],
    ["551198765432", "5511998765432"],
    ["525512345678", "5215512345678"],
    ["541123456789", "5491123456789"],
  ] as const;
  for (const [short, long] of pairs) {
    assert.equal(otherWriting(short), long);
    assert.equal(otherWriting(long), short);
  }
  const alone = [
    ...["551132345678", "5511932345678", "55118765432", "55119987654321"],
    ...["521512345678", "52551234567", "549912345678", "54112345678"],
    ...["447700900142", "15550100000", "", "GB.1001"],
  ];
  assert.deepEqual(
    alone.map(otherWriting),
    alone.map(() => undefined),
  );
});
