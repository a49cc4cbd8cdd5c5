/** A month to live through, and the account that lives through it. */
export interface Month {
  /** `2022-05`, in the account's own zone. */
  readonly month: string;
  readonly timeZone: string;
  readonly country: string;
  /**
   * Whether one customer may get two messages in one second. Where conversations are charged only
   * the platform knows which of the two opened one: the statuses give both the same second.
   */
  readonly hasBursts: boolean;
}

/**
 * A month under each way of charging there was, in zones that are ahead of UTC and behind it.
 *
 * 2022-05 charges by who began; 2023-07 by category, with 1,000 free for the account; 2024-12 with
 * service free; 2025-08 by message; 2026-08 with what came until then; 2026-10 begins with the last
 * change, as midnight strikes in Berlin, and has a day of 25 hours.
 */
export const MONTHS: readonly Month[] = [
  { month: "2022-05", timeZone: "Asia/Kolkata", country: "IN", hasBursts: false },
  { month: "2023-07", timeZone: "America/Sao_Paulo", country: "BR", hasBursts: false },
  { month: "2024-12", timeZone: "Pacific/Auckland", country: "NZ", hasBursts: false },
  { month: "2025-08", timeZone: "UTC", country: "GB", hasBursts: true },
  { month: "2026-08", timeZone: "America/Los_Angeles", country: "US", hasBursts: true },
  { month: "2026-10", timeZone: "Europe/Berlin", country: "DE", hasBursts: true },
];

export function monthNamed(name: string): Month | undefined {
  return MONTHS.find(({ month }) => month === name);
}

/** The month `count` months after another: `2024-12` and 1 is `2025-01`. */
export function monthsLater(month: string, count: number): string {
  return Temporal.PlainYearMonth.from(month).add({ months: count }).toString();
}
