/** Where a page that goes from number to number ended. */
export interface NumberPlace<After> {
  readonly numberId: bigint;
  readonly after: After;
}

/**
 * One page over several numbers, number by number, least first: each is asked by itself, because
 * each may live on another server. `last` is the row after which the next page begins, if there is
 * one.
 */
export async function pageOfNumbers<Row, After>(
  numberIds: readonly bigint[],
  { place, limit }: { place: NumberPlace<After> | undefined; limit: number },
  ask: (numberId: bigint, page: { after: After | undefined; limit: number }) => Promise<Row[]>,
): Promise<{ rows: Row[]; last: Row | undefined }> {
  const rows: Row[] = [];
  const ordered = [...new Set(numberIds)].sort((a, b) => (a < b ? -1 : 1));
  for (const numberId of ordered) {
    if (place !== undefined && numberId < place.numberId) continue;
    const after = numberId === place?.numberId ? place.after : undefined;
    // One row more than asked for: whether there is a next page shows by it.
    rows.push(...(await ask(numberId, { after, limit: limit + 1 - rows.length })));
    if (rows.length > limit) return { rows: rows.slice(0, limit), last: rows[limit - 1] };
  }
  return { rows, last: undefined };
}
