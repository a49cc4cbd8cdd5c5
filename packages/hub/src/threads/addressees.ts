import type { Instant, Unit } from "@casement/engine";
import type { ClientBase } from "pg";
import { type Alias, namesByKind } from "./alias-store.ts";
import { selectSentTo, selectStatedNames } from "./stated-name-store.ts";
import { customerAt, type PlacedNames, phonesFrom, type Where } from "./stated-names.ts";
import { countryIn } from "./thread-after.ts";

/** Where the customer was to whom a message went; `undefined`: no fact that is kept says who. */
export type Addressees = (unit: Pick<Unit, "wamid" | "deliveredAt">) => Where | undefined;

/** Whether somebody of ours holds together what the platform knows as several customers. */
export function areSeveral(aliases: readonly Alias[]): boolean {
  return aliases.some(({ ownId }) => ownId !== aliases[0]?.ownId);
}

/**
 * To whom the messages of a merged thread went (SPEC F9, F13). `undefined`: all went to the one
 * customer of the thread.
 *
 * A message costs what it costs where it went. Whom somebody of ours takes two customers for does
 * not change that, so each is looked at as the platform knows them: with the phones of their own
 * names alone.
 */
export async function selectAddressees(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  aliases: readonly Alias[],
): Promise<Addressees | undefined> {
  if (!areSeveral(aliases)) return undefined;
  const names = namesByKind(aliases);
  const ownIds = new Map(aliases.map(({ kind, value, ownId }) => [`${kind}:${value}`, ownId]));
  const ownOf = ({ waId, userId }: PlacedNames["names"]): string | undefined =>
    ownIds.get(`wa_id:${waId}`) ?? ownIds.get(`user_id:${userId}`);
  const stated = Map.groupBy(
    await selectStatedNames(db, numberId, names),
    (one) => ownOf(one.names) ?? ownOf(one.now),
  );
  const byOwnId = Map.groupBy(aliases, ({ ownId }) => ownId);
  const customers = new Map(
    [...byOwnId].map(([ownId, own]) => [ownId, customerFrom(own, stated.get(ownId) ?? [])]),
  );
  const sent = await selectSentTo(db, numberId, names);
  const sentTo = new Map(sent.map((one) => [one.wamid, ownOf(one)]));
  return ({ wamid, deliveredAt }) => customers.get(sentTo.get(wamid) ?? "")?.(deliveredAt);
}

function customerFrom(
  own: readonly Alias[],
  stated: readonly PlacedNames[],
): (at: Instant) => Where {
  const named = (kind: Alias["kind"]): string | null =>
    own.find((name) => name.kind === kind)?.value ?? null;
  const phones = phonesFrom(stated);
  const country = countryIn(named("user_id"));
  return (at) => customerAt({ phone: named("wa_id"), phones, country }, at);
}
