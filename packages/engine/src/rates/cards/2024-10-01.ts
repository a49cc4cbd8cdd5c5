/**
 * Meta's prices as of 2024-10-01, as far as they were seen; RATES.md names the sources.
 *
 * Columns: market, category, currency, amount, confidence, sources.
 */
export const CARD_2024_10_01: string = `
India;marketing;USD;0.0107;high;S07+S14+S16
Saudi Arabia;marketing;USD;0.0455;high;S07+S16
United Arab Emirates;marketing;USD;0.0384;high;S07+S09
United Kingdom;marketing;USD;0.0529;high;S07+S08+S09
`;
