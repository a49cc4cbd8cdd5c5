import { type Edit, edited } from "../downstream/json-edit.ts";
import { type JsonPlace, jsonPlaceOf, memberIn } from "../downstream/json-place.ts";

/** What is left of a kept post once somebody is cut out of it. */
export type CutPost =
  | { readonly kind: "as_it_was" }
  | { readonly kind: "cut"; readonly bytes: Uint8Array }
  /** It spoke of nobody else. */
  | { readonly kind: "gone" };

/**
 * Cuts out of a post what names a customer (SPEC R5): of each change the messages, statuses and
 * contacts that do; the change, if it does so elsewhere or has nothing left to say; the entry, and
 * the post likewise. What nobody can read goes whole if it names them.
 */
export function cutPost(bytes: Uint8Array, names: readonly string[]): CutPost {
  // A byte is a character here, so that what is not cut stays as it was.
  const text = Buffer.from(bytes).toString("latin1");
  const isNamed = namedBy(names);
  if (!isNamed(text)) return { kind: "as_it_was" };
  const root = isJson(bytes) ? jsonPlaceOf(text) : undefined;
  const cutting: Cutting = { text, isNamed };
  const left = root && withList(root, { ...cutting, list: "entry", left: leftOfEntry });
  if (left === undefined || isNamed(left)) return { kind: "gone" };
  return { kind: "cut", bytes: Buffer.from(left, "latin1") };
}

interface Cutting {
  readonly text: string;
  readonly isNamed: (text: string) => boolean;
}

/** What is left of a part; `undefined`: nothing. */
type Left = (place: JsonPlace, cutting: Cutting) => string | undefined;

const leftOfEntry: Left = (entry, cutting) =>
  withList(entry, { ...cutting, list: "changes", left: leftOfChange });

/** A part with what is left of a list in it; nothing, if that is nothing. */
function withList(
  place: JsonPlace,
  { list, left, ...cutting }: Cutting & { readonly list: string; readonly left: Left },
): string | undefined {
  const { text } = cutting;
  const found = memberIn(place, list);
  if (found === undefined || found.items.length === 0) return unnamed(place, cutting);
  const kept = found.items.flatMap((item) => left(item, cutting) ?? []);
  if (kept.length === 0) return undefined;
  return textWith(text, place, [{ list: found, kept }]);
}

/** Contacts only say who is spoken of: a change that has nothing else has nothing to say. */
const leftOfChange: Left = (change, cutting) => {
  const { text, isNamed } = cutting;
  const whole = unnamed(change, cutting);
  if (whole !== undefined) return whole;
  const members = memberIn(change, "value")?.members ?? [];
  const lists = members
    .filter(({ value }) => value.items.length > 0)
    .map(({ name, value: list }) => {
      const kept = list.items.flatMap((item) => unnamed(item, cutting) ?? []);
      return { name, list, kept };
    });
  const says = lists.some(({ name, kept }) => name !== "contacts" && kept.length > 0);
  const left = textWith(text, change, lists);
  return says && !isNamed(left) ? left : undefined;
};

function unnamed({ from, to }: JsonPlace, { text, isNamed }: Cutting): string | undefined {
  const own = text.slice(from, to);
  return isNamed(own) ? undefined : own;
}

/** The text of a part with other items in lists of it. */
function textWith(
  text: string,
  place: JsonPlace,
  lists: readonly { readonly list: JsonPlace; readonly kept: readonly string[] }[],
): string {
  const edits = lists.map(({ list, kept }): Edit => {
    return { from: list.from - place.from, to: list.to - place.from, text: `[${kept.join(",")}]` };
  });
  return edited(text.slice(place.from, place.to), edits);
}

/** A phone's digits within longer digits are not that phone. */
function namedBy(names: readonly string[]): (text: string) => boolean {
  const any = names.map((name) => name.replaceAll(/[^\w]/g, "\\$&")).join("|");
  const pattern = new RegExp(`(?<![A-Za-z0-9])(?:${any})(?![A-Za-z0-9])`);
  return (text) => pattern.test(text);
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}
