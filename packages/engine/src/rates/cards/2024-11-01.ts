/**
 * Meta's prices as of 2024-11-01, as far as they were seen; RATES.md names the sources.
 *
 * Columns: market, category, currency, amount, confidence, sources.
 */
export const CARD_2024_11_01: string = `
Argentina;service;USD;0.0000;high;S12+S07
Brazil;service;USD;0.0000;high;S12+S07
Chile;service;USD;0.0000;high;S12+S07
Colombia;service;USD;0.0000;high;S12+S07
Egypt;service;USD;0.0000;high;S12+S07
France;service;USD;0.0000;high;S12+S07
Germany;service;USD;0.0000;high;S12+S07
India;service;USD;0.0000;high;S12+S07
Indonesia;service;USD;0.0000;high;S12+S07
Israel;service;USD;0.0000;high;S12+S07
Italy;service;USD;0.0000;high;S12+S07
Malaysia;service;USD;0.0000;high;S12+S07
Mexico;service;USD;0.0000;high;S12+S07
Netherlands;service;USD;0.0000;high;S12+S07
Nigeria;service;USD;0.0000;high;S12+S07
Pakistan;service;USD;0.0000;high;S12+S07
Peru;service;USD;0.0000;high;S12+S07
Russia;service;USD;0.0000;high;S12+S07
Saudi Arabia;service;USD;0.0000;high;S12+S07
South Africa;service;USD;0.0000;high;S12+S07
Spain;service;USD;0.0000;high;S12+S07
Turkey;service;USD;0.0000;high;S12+S07
United Arab Emirates;service;USD;0.0000;high;S12+S07
United Kingdom;service;USD;0.0000;high;S12+S07
North America;service;USD;0.0000;high;S12+S07
Rest of Africa;service;USD;0.0000;high;S12+S07
Rest of Asia Pacific;service;USD;0.0000;high;S12+S07
Rest of Central & Eastern Europe;service;USD;0.0000;high;S12+S07
Rest of Latin America;service;USD;0.0000;high;S12+S07
Rest of Middle East;service;USD;0.0000;high;S12+S07
Rest of Western Europe;service;USD;0.0000;high;S12+S07
Other;service;USD;0.0000;high;S12+S07
`;
