import type { ClientBase } from "pg";
import { selectCustomerScope } from "../customers/customer-scope-store.ts";
import { linkedNames, type Name, nameKey, onceEach } from "../customers/linked-names.ts";
import { type Alias, namesByKind, selectAliasesIn } from "../threads/alias-store.ts";
import { otherWritingOf, selectOtherWritings } from "../threads/stated-digits.ts";
import { consentFrom } from "./consent.ts";
import { selectConsentsByName, selectNamesWithConsent, updateConsents } from "./consent-store.ts";
import { selectPreferences } from "./preference-store.ts";

type Db = Pick<ClientBase, "query">;

/**
 * Brings threads in line with what their customers agreed to and stopped, from all of it: a stop
 * that comes late, or with a second name of the customer, counts as if it had come in time, and so
 * does what somebody wrote down under any of their names, also one that another number alone knows
 * (SPEC F8, F14), or under the other writing of their phone: a list of the business's has phones as
 * they are dialled.
 */
export async function heedConsent(
  db: Db,
  numberId: bigint,
  threadIds: readonly string[],
): Promise<void> {
  if (threadIds.length === 0) return;
  const scope = await selectCustomerScope(db, numberId);
  const aliases = await selectAliasesIn(db, numberId, threadIds);
  const preferences = await selectPreferences(db, numberId, namesByKind(aliases));
  const linked = await linkedNames(db, scope?.numberIds ?? [], aliases);
  const others = await selectOtherWritings(db, numberId, aliases);
  const names = onceEach([...aliases.flatMap((name) => linked.namesWith(name)), ...others]);
  const recorded = scope === undefined ? [] : await selectConsentsByName(db, { scope, names });
  const recordedAs = placesByName(recorded, (one) => [one]);
  const statedAs = placesByName(preferences, (one) => one.names);
  const heeded = [...Map.groupBy(aliases, ({ threadId }) => threadId)].map(([threadId, own]) => {
    const written = others.filter((one) => one.threadId === threadId);
    const all = [...own.flatMap((name) => linked.namesWith(name)), ...written];
    const said = new Map(under(all, recorded, recordedAs).map((one) => [one.recordId, one]));
    const stated = under(own, preferences, statedAs);
    return { threadId, ...consentFrom([...said.values()], stated) };
  });
  await updateConsents(db, numberId, heeded);
}

/** The places in a list of what is under each name. */
function placesByName<One>(
  all: readonly One[],
  namesOf: (one: One) => readonly Name[],
): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [place, one] of all.entries()) {
    for (const key of namesOf(one).map(nameKey)) {
      places.set(key, [...(places.get(key) ?? []), place]);
    }
  }
  return places;
}

/** What is under any of these names, each once and in the order of the list. */
function under<One>(
  names: readonly Name[],
  all: readonly One[],
  places: ReadonlyMap<string, readonly number[]>,
): One[] {
  const found = new Set(names.flatMap((name) => places.get(nameKey(name)) ?? []));
  return [...found].sort((a, b) => a - b).flatMap((place) => all[place] ?? []);
}

/** Threads that learned names under which something was written down, or that link them with it. */
export interface SpokenFor {
  readonly threadIds: readonly string[];
  /** Those among them whose customer has threads on other numbers too: those are to heed it. */
  readonly elsewhere: readonly string[];
}

/** What names that are just learned bring to their threads. They are written down already. */
export async function spokenForIn(
  db: Db,
  numberId: bigint,
  learned: readonly Alias[],
): Promise<SpokenFor> {
  const scope = learned.length === 0 ? undefined : await selectCustomerScope(db, numberId);
  if (scope === undefined) return { threadIds: [], elsewhere: [] };
  const linked = await linkedNames(db, scope.numberIds, learned);
  const namesWith = (name: Alias): readonly Name[] => [
    ...linked.namesWith(name),
    ...otherWritingOf(name),
  ];
  const names = learned.flatMap(namesWith);
  const known = new Set((await selectNamesWithConsent(db, scope, names)).map(nameKey));
  const spokenFor = learned.filter((name) =>
    namesWith(name).some((one) => known.has(nameKey(one))),
  );
  const elsewhere = spokenFor.filter((name) =>
    linked.placesOf(name).some((place) => place.numberId !== numberId),
  );
  return { threadIds: threadsIn(spokenFor), elsewhere: threadsIn(elsewhere) };
}

function threadsIn(names: readonly Alias[]): string[] {
  return [...new Set(names.map(({ threadId }) => threadId))];
}
