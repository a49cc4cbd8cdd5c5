import assert from "node:assert/strict";
import { test } from "node:test";
import { graphJson } from "@casement/cloud-api";
import fc from "fast-check";
import { draftsIn, forwardedPost } from "../../src/downstream/forwarded-post.ts";

const DRAFT = "0198f0aa-0000-7000-8000-00000000000";
const NAME = "biz_opaque_callback_data";

/** A post with these changes: of each its number, and the drafts that its statuses name. */
interface Written {
  readonly entries: readonly (readonly { number: number; drafts: readonly (number | null)[] }[])[];
  readonly noise: unknown;
  readonly space: number;
  readonly escaped: boolean;
}

const WRITTEN: fc.Arbitrary<Written> = fc.record({
  entries: fc.array(
    fc.array(
      fc.record({
        number: fc.integer({ min: 1, max: 3 }),
        drafts: fc.array(fc.option(fc.integer({ min: 1, max: 4 })), { maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    { minLength: 1, maxLength: 3 },
  ),
  noise: fc
    .jsonValue({ maxDepth: 3 })
    .filter((value) => !/"(__proto__|prototype)":/.test(JSON.stringify(value))),
  space: fc.integer({ min: 0, max: 3 }),
  escaped: fc.boolean(),
});

/** The value of such a post; `gets` and `given` say what of it an endpoint is to see. */
function postValue(
  { entries, noise }: Written,
  gets: (number: number) => boolean,
  given: (draft: number) => string | null,
): object {
  const entry = entries.flatMap((changes, id) => {
    const mine = changes.filter(({ number }) => gets(number));
    return mine.length === 0 ? [] : [{ id: String(900 + id), noise, changes: mine.map(changeOf) }];
  });
  return { object: "whatsapp_business_account", noise, entry, [NAME]: `casement:${DRAFT}1` };

  function changeOf({ number, drafts }: { number: number; drafts: readonly (number | null)[] }) {
    const statuses = drafts.map((draft, i) => ({
      ...(i % 2 === 0 ? { id: "wamid.x", noise } : {}),
      ...(draft === null ? { [NAME]: "somebody else's" } : said(given(draft))),
      ...(i % 3 === 0 ? { status: "sent" } : {}),
    }));
    return { value: { metadata: { phone_number_id: `10${number}` }, noise, statuses }, field: "m" };
  }
  function said(text: string | null): object {
    return text === null ? {} : { [NAME]: text };
  }
}

test("[H1] of any post nothing changes but the one value and, for some numbers, the changes of others", () => {
  fc.assert(
    fc.property(
      WRITTEN,
      fc.array(fc.option(fc.string({ unit: "binary" })), { minLength: 4, maxLength: 4 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 3 })),
      (written, given, numbers) => {
        const text = (value: object): string =>
          written.escaped ? graphJson(value) : JSON.stringify(value, null, written.space);
        const own = (draft: number): string => `casement:${DRAFT}${draft}`;
        const bytes = Buffer.from(text(postValue(written, () => true, own)));
        const gets = (number: number): boolean => numbers.includes(number);
        const givenOf = (draft: number): string | null => given[draft - 1] ?? null;

        const forwarded = forwardedPost(
          bytes,
          (stream) => gets(Number(stream) - 100),
          (_, draftId) => givenOf(Number(draftId.slice(-1))),
        );

        const wanted = postValue(written, gets, givenOf);
        if (forwarded === undefined)
          return assert.ok(!written.entries.flat().some(({ number }) => gets(number)));
        assert.deepEqual(
          JSON.parse(Buffer.from(forwarded.bytes).toString()),
          JSON.parse(JSON.stringify(wanted)),
        );
        if (written.escaped) {
          assert.equal(Buffer.from(forwarded.bytes).toString(), graphJson(wanted));
        }
        const named = written.entries.flat(2).flatMap(({ drafts }) => drafts.filter(Boolean));
        assert.equal(draftsIn(bytes).length, named.length);
      },
    ),
    { numRuns: 100 },
  );
});

test("[H1] a draft that is not ours keeps its value, also if it looks like one of ours", () => {
  const post = {
    entry: [{ id: "9", changes: [{ value: { statuses: [{ [NAME]: `casement:${DRAFT}1` }] } }] }],
  };
  const bytes = Buffer.from(JSON.stringify(post));

  const forwarded = forwardedPost(
    bytes,
    () => true,
    () => undefined,
  );

  assert.deepEqual(forwarded, { bytes, recut: undefined });
});

test("[H4] what poisons one number's notice, or nests without end, keeps no other's change from going on", () => {
  const deep = `"a ] }\\" ",${"[".repeat(100_000)}1${"]".repeat(100_000)}`;
  for (const notice of ['{"__proto__":{"p":1}}', `{"a":[${deep}]}`]) {
    const changeOf = (number: number, message: string): string =>
      `{"value":{"metadata":{"phone_number_id":"${number}"},"messages":[${message}]},"field":"m"}`;
    const postOf = (...changes: string[]): string => `{"entry":[{"changes":[${changes}]}]}`;
    const post = postOf(changeOf(101, notice), changeOf(102, '"hello"'));

    const forwarded = forwardedPost(
      Buffer.from(post),
      (stream) => stream === 102n,
      () => null,
    );

    assert.equal(forwarded?.recut, "1/2");
    assert.equal(Buffer.from(forwarded.bytes).toString(), postOf(changeOf(102, '"hello"')));
  }
});
