import type { Instant } from "@casement/engine";
import type { Pool } from "pg";
import { ensureMonths } from "../database/index.ts";
import { monthStartOf } from "./fact-store.ts";

/**
 * Makes sure that facts and texts of these moments have a partition. Before the transaction that
 * adds them: a table cannot be made inside a batch that others are waiting behind.
 */
export async function ensureMonthsOf(db: Pool, moments: readonly Instant[]): Promise<void> {
  const months = [...new Set(moments.map((at) => monthStartOf(at).slice(0, 7)))];
  if (months.length > 0) await ensureMonths(db, ["fact", "message_content"], months);
}

/** The same for whoever asks often: the database is asked once a month. */
export function factMonths(db: Pool): (moments: readonly Instant[]) => Promise<void> {
  const made = new Set<string>();
  return async (moments) => {
    const missing = moments.filter((at) => !made.has(monthStartOf(at)));
    if (missing.length === 0) return;
    await ensureMonthsOf(db, missing);
    for (const at of missing) made.add(monthStartOf(at));
  };
}
