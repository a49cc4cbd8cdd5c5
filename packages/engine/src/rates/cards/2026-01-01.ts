/**
 * Meta's prices as of 2026-01-01, as far as they were seen; RATES.md names the sources.
 *
 * Columns: market, category, currency, amount, confidence, sources.
 */
export const CARD_2026_01_01: string = `
Argentina;marketing;USD;0.0618;high;S18+S19
Argentina;utility;USD;0.0260;high;S18+S19
Argentina;authentication;USD;0.0260;high;S18+S19
Brazil;marketing;USD;0.0625;high;S18+S19
Brazil;utility;USD;0.0068;high;S18+S19
Brazil;authentication;USD;0.0068;high;S18+S19
Chile;marketing;USD;0.0889;high;S18+S19
Chile;utility;USD;0.0200;high;S18+S19
Chile;authentication;USD;0.0200;high;S18+S19
Colombia;marketing;USD;0.0125;high;S18+S19
Colombia;utility;USD;0.0008;high;S18+S19
Colombia;authentication;USD;0.0008;high;S18+S19
Egypt;marketing;USD;0.0644;high;S18+S19
Egypt;utility;USD;0.0036;high;S18+S19
Egypt;authentication;USD;0.0036;high;S18+S19
Egypt;authentication_international;USD;0.0650;high;S18+S19
France;marketing;USD;0.0859;high;S18+S19
France;utility;USD;0.0300;high;S18+S19
France;authentication;USD;0.0300;high;S18+S19
Germany;marketing;USD;0.1365;high;S18+S19
Germany;utility;USD;0.0550;high;S18+S19
Germany;authentication;USD;0.0550;high;S18+S19
India;marketing;USD;0.0118;high;S18+S19
India;utility;USD;0.0014;high;S18+S19
India;authentication;USD;0.0014;high;S18+S19
India;authentication_international;USD;0.0280;high;S18+S19
Indonesia;marketing;USD;0.0411;high;S18+S19
Indonesia;utility;USD;0.0250;high;S18+S19
Indonesia;authentication;USD;0.0250;high;S18+S19
Indonesia;authentication_international;USD;0.1360;high;S18+S19
Israel;marketing;USD;0.0353;high;S18+S19
Israel;utility;USD;0.0053;high;S18+S19
Israel;authentication;USD;0.0053;high;S18+S19
Italy;marketing;USD;0.0691;high;S18+S19
Italy;utility;USD;0.0300;high;S18+S19
Italy;authentication;USD;0.0300;high;S18+S19
Malaysia;marketing;USD;0.0860;high;S18+S19
Malaysia;utility;USD;0.0140;high;S18+S19
Malaysia;authentication;USD;0.0140;high;S18+S19
Malaysia;authentication_international;USD;0.0418;high;S18+S19
Mexico;marketing;USD;0.0305;high;S18+S19
Mexico;utility;USD;0.0085;high;S18+S19
Mexico;authentication;USD;0.0085;high;S18+S19
Netherlands;marketing;USD;0.1597;high;S18+S19
Netherlands;utility;USD;0.0500;high;S18+S19
Netherlands;authentication;USD;0.0500;high;S18+S19
Nigeria;marketing;USD;0.0516;high;S18+S19
Nigeria;utility;USD;0.0067;high;S18+S19
Nigeria;authentication;USD;0.0067;high;S18+S19
Nigeria;authentication_international;USD;0.0750;high;S18+S19
Pakistan;marketing;USD;0.0473;high;S18+S19
Pakistan;utility;USD;0.0054;high;S18+S19
Pakistan;authentication;USD;0.0054;high;S18+S19
Pakistan;authentication_international;USD;0.0750;high;S18+S19
Peru;marketing;USD;0.0703;high;S18+S19
Peru;utility;USD;0.0200;high;S18+S19
Peru;authentication;USD;0.0200;high;S18+S19
Russia;marketing;USD;0.0802;high;S18+S19
Russia;utility;USD;0.0400;high;S18+S19
Russia;authentication;USD;0.0400;high;S18+S19
Saudi Arabia;marketing;USD;0.0455;high;S18+S19
Saudi Arabia;utility;USD;0.0107;high;S18+S19
Saudi Arabia;authentication;USD;0.0107;high;S18+S19
Saudi Arabia;authentication_international;USD;0.0598;high;S18+S19
South Africa;marketing;USD;0.0379;high;S18+S19
South Africa;utility;USD;0.0076;high;S18+S19
South Africa;authentication;USD;0.0076;high;S18+S19
South Africa;authentication_international;USD;0.0200;high;S18+S19
Spain;marketing;USD;0.0615;high;S18+S19
Spain;utility;USD;0.0200;high;S18+S19
Spain;authentication;USD;0.0200;high;S18+S19
Turkey;marketing;USD;0.0109;high;S18+S19
Turkey;utility;USD;0.0053;high;S18+S19
Turkey;authentication;USD;0.0053;high;S18+S19
United Arab Emirates;marketing;USD;0.0499;high;S18+S19
United Arab Emirates;utility;USD;0.0157;high;S18+S19
United Arab Emirates;authentication;USD;0.0157;high;S18+S19
United Arab Emirates;authentication_international;USD;0.0510;high;S18+S19
United Kingdom;marketing;USD;0.0529;high;S18+S19
United Kingdom;utility;USD;0.0220;high;S18+S19
United Kingdom;authentication;USD;0.0220;high;S18+S19
North America;marketing;USD;0.0250;high;S18+S19
North America;utility;USD;0.0034;high;S18+S19
North America;authentication;USD;0.0034;high;S18+S19
Rest of Africa;marketing;USD;0.0225;high;S18+S19
Rest of Africa;utility;USD;0.0040;high;S18+S19
Rest of Africa;authentication;USD;0.0040;high;S18+S19
Rest of Asia Pacific;marketing;USD;0.0732;high;S18+S19
Rest of Asia Pacific;utility;USD;0.0113;high;S18+S19
Rest of Asia Pacific;authentication;USD;0.0113;high;S18+S19
Rest of Central & Eastern Europe;marketing;USD;0.0860;high;S18+S19
Rest of Central & Eastern Europe;utility;USD;0.0212;high;S18+S19
Rest of Central & Eastern Europe;authentication;USD;0.0212;high;S18+S19
Rest of Latin America;marketing;USD;0.0740;high;S18+S19
Rest of Latin America;utility;USD;0.0113;high;S18+S19
Rest of Latin America;authentication;USD;0.0113;high;S18+S19
Rest of Middle East;marketing;USD;0.0341;high;S18+S19
Rest of Middle East;utility;USD;0.0091;high;S18+S19
Rest of Middle East;authentication;USD;0.0091;high;S18+S19
Rest of Western Europe;marketing;USD;0.0592;high;S18+S19
Rest of Western Europe;utility;USD;0.0171;high;S18+S19
Rest of Western Europe;authentication;USD;0.0171;high;S18+S19
Other;marketing;USD;0.0604;high;S18+S19
Other;utility;USD;0.0077;high;S18+S19
Other;authentication;USD;0.0077;high;S18+S19
India;marketing;INR;0.8631;high;S20+S30
India;utility;INR;0.1150;high;S20+S30
India;authentication;INR;0.1150;high;S20+S29
`;
