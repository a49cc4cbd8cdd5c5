import type { RateGap } from "./rate-card.ts";

/**
 * Prices that are known to have changed, or not known not to have, and were not seen (RATES.md).
 *
 * From the first day of a gap until the next row of its key the price is unknown.
 */
export const META_RATE_GAPS: readonly RateGap[] = [
  ...[
    "Egypt",
    "Malaysia",
    "Nigeria",
    "Pakistan",
    "Saudi Arabia",
    "South Africa",
    "United Arab Emirates",
  ].map((market) => ({
    market,
    category: "authentication",
    from: "2025-02-01",
    why: "lowered on that day; the new price was not found",
  })),
  ...[
    "Egypt",
    "India",
    "Indonesia",
    "Malaysia",
    "Pakistan",
    "Saudi Arabia",
    "United Arab Emirates",
  ].map((market) => ({
    market,
    category: "authentication_international",
    from: "2026-10-01",
    why: "the card of that day was not seen for this category",
  })),
];
