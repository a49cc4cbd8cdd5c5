/**
 * Meta's prices as of 2024-06-01, as far as they were seen; RATES.md names the sources.
 *
 * Columns: market, category, currency, amount, confidence, sources.
 */
export const CARD_2024_06_01: string = `
Indonesia;authentication_international;USD;0.1360;high;S10+S11+S06
`;
