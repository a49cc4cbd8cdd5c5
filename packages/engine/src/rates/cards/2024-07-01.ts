/**
 * Meta's prices as of 2024-07-01, as far as they were seen; RATES.md names the sources.
 *
 * Columns: market, category, currency, amount, confidence, sources.
 */
export const CARD_2024_07_01: string = `
India;authentication;USD;0.0014;high;S10+S11
India;authentication_international;USD;0.0280;high;S10+S11
`;
