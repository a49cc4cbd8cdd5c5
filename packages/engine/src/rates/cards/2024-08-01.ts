/**
 * Meta's prices as of 2024-08-01, as far as they were seen; RATES.md names the sources.
 *
 * Columns: market, category, currency, amount, confidence, sources.
 */
export const CARD_2024_08_01: string = `
Argentina;utility;USD;0.0340;high;S07+S08
Brazil;utility;USD;0.0080;high;S07+S08
Chile;utility;USD;0.0200;high;S07+S08
Colombia;utility;USD;0.0002;high;S07+S08
Egypt;utility;USD;0.0052;high;S07+S08
France;utility;USD;0.0300;high;S07+S08
Germany;utility;USD;0.0550;high;S07+S08
India;utility;USD;0.0014;high;S07+S08
Indonesia;utility;USD;0.0200;high;S07+S08
Israel;utility;USD;0.0053;high;S07+S08
Italy;utility;USD;0.0300;high;S07+S08
Malaysia;utility;USD;0.0140;high;S07+S08
Mexico;utility;USD;0.0100;high;S07+S08
Netherlands;utility;USD;0.0500;high;S07+S08
Nigeria;utility;USD;0.0067;high;S07+S08
Pakistan;utility;USD;0.0054;high;S07+S08
Peru;utility;USD;0.0200;high;S07+S08
Russia;utility;USD;0.0400;high;S07+S08
Saudi Arabia;utility;USD;0.0115;high;S07+S08
South Africa;utility;USD;0.0076;high;S07+S08
Spain;utility;USD;0.0200;high;S07+S08
Turkey;utility;USD;0.0053;high;S07+S08
United Arab Emirates;utility;USD;0.0157;high;S07+S08
United Kingdom;utility;USD;0.0220;high;S07+S08
North America;utility;USD;0.0040;high;S07+S08
Rest of Africa;utility;USD;0.0040;conflict;S07+S08
Rest of Asia Pacific;utility;USD;0.0157;high;S07+S08
Rest of Central & Eastern Europe;utility;USD;0.0353;high;S07+S08
Rest of Latin America;utility;USD;0.0113;high;S07+S08
Rest of Middle East;utility;USD;0.0157;high;S07+S08
Rest of Western Europe;utility;USD;0.0300;high;S07+S08
Other;utility;USD;0.0077;high;S07+S08
`;
