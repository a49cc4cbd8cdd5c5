import type { ClientBase } from "pg";
import { selectAliases } from "../threads/alias-store.ts";
import { selectCustomerScope } from "./customer-scope-store.ts";
import { holdRecords } from "./hold-customers.ts";
import type { Name } from "./linked-names.ts";
import { deleteRecordNames } from "./record-name-store.ts";

/**
 * Forgets what was written down of a customer under these names, but for those by which another
 * number still knows them: there they were not forgotten (SPEC R4).
 */
export async function forgetRecords(
  db: Pick<ClientBase, "query">,
  numberId: bigint,
  names: readonly Name[],
): Promise<void> {
  const scope = await selectCustomerScope(db, numberId);
  if (scope === undefined) return;
  // From here on nobody writes of them, nor forgets them on another number, until this is done.
  await holdRecords(db, scope);
  const known = new Set<string>();
  for (const other of scope.numberIds) {
    if (other === numberId) continue;
    for (const { kind, value } of await selectAliases(db, other, names)) {
      known.add(`${kind}:${value}`);
    }
  }
  const gone = names.filter(({ kind, value }) => !known.has(`${kind}:${value}`));
  await deleteRecordNames(db, { scope, names: gone });
}
