import type { ClientBase } from "pg";
import type { ThreadNames } from "../threads/alias-store.ts";
import { deleteFloorRow, putFloorRow, selectFloorRows } from "../threads/floor-store.ts";
import type { CustomerNames } from "../webhook/received-fact.ts";
import type { Renamed } from "./erase-store.ts";

/**
 * Gives the floors of a customer other names, as their facts get them: what follows from facts that
 * are not kept stays what it was, too.
 */
export async function renameFloors(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  names: readonly Renamed[],
): Promise<void> {
  const valuesOf = (kind: Renamed["kind"]): string[] =>
    names.filter((name) => name.kind === kind).map((name) => name.from);
  const asked: ThreadNames = {
    waIds: valuesOf("wa_id"),
    userIds: valuesOf("user_id"),
    groupIds: valuesOf("group_id"),
  };
  const other = (kind: Renamed["kind"], value: string | undefined): string | undefined =>
    names.find((name) => name.kind === kind && name.from === value)?.to;
  const renamed = ({ waId, userId }: CustomerNames): CustomerNames => ({
    waId: other("wa_id", waId),
    userId: other("user_id", userId),
  });
  for (const floor of await selectFloorRows(db, numberId, asked)) {
    await deleteFloorRow(db, numberId, floor);
    await putFloorRow(db, numberId, {
      ...floor,
      value: other(floor.kind, floor.value) ?? "",
      stated: floor.stated.map((one) => ({
        ...one,
        names: renamed(one.names),
        now: renamed(one.now),
      })),
    });
  }
}
