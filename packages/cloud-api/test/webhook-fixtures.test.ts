import assert from "node:assert/strict";
import { test } from "node:test";
import { type Notice, readNotices, readWebhook } from "../src/index.ts";
import { fixtures } from "./fixtures.ts";

/** The kind of notice that a file's name promises. */
const KINDS: readonly (readonly [RegExp, Notice["kind"]])[] = [
  [/^messages\.errors_value_level$/, "error"],
  [/^messages\./, "message"],
  [/^history\./, "past_message"],
  [/^statuses\./, "status"],
  [/^smb_message_echoes\./, "echo"],
  [/^user_preferences/, "preference"],
  [/^user_id_update$/, "user_id_update"],
  [/^calls\.status$/, "call_status"],
  [/^calls\./, "call"],
  [/^group_/, "group"],
  [/^smb_app_state_sync$/, "state_sync"],
  [/^(message_template_|template_category_update)/, "template"],
];

/** Where a part of a notice that came is missing in what was read. */
function lost(raw: unknown, read: unknown, path = ""): string[] {
  if (typeof raw !== "object" || raw === null) return [];
  if (typeof read !== "object" || read === null) return [path];
  return Object.entries(read).flatMap(([key, value]) => {
    const came: unknown = Reflect.get(raw, key);
    if (value === undefined) return came === undefined || came === null ? [] : [`${path}.${key}`];
    return lost(came, value, `${path}.${key}`);
  });
}

for (const [name, body] of fixtures("webhooks")) {
  test(`the webhook ${name} is read whole`, () => {
    const read = readWebhook(body);
    assert.ok(read.ok, read.ok ? "" : read.what);

    const notices = read.envelope.entry.flatMap((entry) =>
      entry.changes.flatMap((change) => readNotices(change).notices),
    );

    const expected = KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? "other";
    assert.ok(
      notices.some((notice) => notice.kind === expected),
      `no ${expected}, but ${notices.map((notice) => notice.kind).join()}`,
    );
    for (const notice of notices) {
      assert.notEqual(notice.kind, "not_understood", JSON.stringify(notice));
      if ("notice" in notice) assert.deepEqual(lost(notice.raw, notice.notice), []);
    }
  });
}

test("every message has the member that its type names", () => {
  let seen = 0;
  for (const [name, body] of fixtures("webhooks")) {
    const read = readWebhook(body);
    assert.ok(read.ok);
    for (const change of read.envelope.entry.flatMap((entry) => entry.changes)) {
      for (const one of readNotices(change).notices) {
        if (one.kind !== "message" && one.kind !== "echo") continue;
        const type = one.notice.type ?? "location";
        // This sample of a failed flow says interactive and has nothing in it.
        if (name === "messages.interactive.with_error") continue;
        assert.notEqual(Reflect.get(one.notice, type), undefined, `${name}: ${type}`);
        seen++;
      }
    }
  }
  assert.ok(seen >= 40, `${seen} messages`);
});
