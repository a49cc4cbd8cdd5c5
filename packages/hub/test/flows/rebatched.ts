import fc from "fast-check";

interface Change {
  readonly field: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface Envelope {
  readonly object: string;
  readonly entry: readonly { readonly id: string; readonly changes: readonly Change[] }[];
}

/** One notice with what stood around it: nothing of the post that it came in. */
interface Loose {
  readonly accountId: string;
  readonly field: string;
  readonly list: string;
  readonly notice: unknown;
  readonly metadata: unknown;
  readonly contacts: readonly unknown[];
}

/**
 * The same notices in other posts: each is cut out of its own, comes twice, and is put together
 * with those that chance puts beside it, up to five a post.
 */
export function rebatched(posts: readonly Uint8Array[], seed: number): Uint8Array[] {
  const loose = posts.flatMap((bytes) => looseIn(JSON.parse(Buffer.from(bytes).toString("utf8"))));
  const both = [...loose, ...loose];
  const draw = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number): T[] =>
    fc.sample(arbitrary, { numRuns, seed });
  const [shuffled = both] = draw(fc.shuffledSubarray(both, { minLength: both.length }), 1);
  const sizes = draw(fc.integer({ min: 2, max: 5 }), both.length);
  const bodies: Uint8Array[] = [];
  for (const size of sizes) {
    const together = shuffled.splice(0, size);
    if (together.length > 0) bodies.push(Buffer.from(JSON.stringify(envelopeOf(together))));
  }
  return bodies;
}

function looseIn({ entry }: Envelope): Loose[] {
  return entry.flatMap(({ id: accountId, changes }) =>
    changes.flatMap(({ field, value }) =>
      ["messages", "statuses"].flatMap((list) =>
        listIn(value, list).map((notice) => {
          const contacts = listIn(value, "contacts");
          return { accountId, field, list, notice, metadata: value["metadata"], contacts };
        }),
      ),
    ),
  );
}

/** Neighbours of one kind share a change, as they do in Meta's batches; others have their own. */
function envelopeOf(together: readonly Loose[]): Envelope {
  const entry = [...Map.groupBy(together, ({ accountId }) => accountId)].map(([id, own]) => ({
    id,
    changes: [...Map.groupBy(own, ({ field, list }) => `${field} ${list}`).values()].map((all) => {
      const [first] = all;
      const said = new Set(
        all.flatMap(({ contacts }) => contacts.map((one) => JSON.stringify(one))),
      );
      const contacts = [...said].map((one): unknown => JSON.parse(one));
      return {
        field: first?.field ?? "",
        value: {
          ...{ messaging_product: "whatsapp", metadata: first?.metadata, contacts },
          [first?.list ?? ""]: all.map(({ notice }) => notice),
        },
      };
    }),
  }));
  return { object: "whatsapp_business_account", entry };
}

function listIn(value: Readonly<Record<string, unknown>>, name: string): readonly unknown[] {
  const list = value[name];
  return Array.isArray(list) ? list : [];
}
