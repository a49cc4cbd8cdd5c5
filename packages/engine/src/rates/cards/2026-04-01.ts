/**
 * Meta's prices as of 2026-04-01, as far as they were seen; RATES.md names the sources.
 *
 * Columns: market, category, currency, amount, confidence, sources.
 */
export const CARD_2026_04_01: string = `
Argentina;marketing;USD;0.0618;high;S22+S19(unchanged)
Argentina;utility;USD;0.0260;high;S22+S19(unchanged)
Argentina;authentication;USD;0.0260;high;S22+S19(unchanged)
Brazil;marketing;USD;0.0625;high;S21+S22+S24
Brazil;utility;USD;0.0068;high;S21+S22+S24
Brazil;authentication;USD;0.0068;high;S21+S22+S24
Colombia;marketing;USD;0.0125;high;S22+S19(unchanged)
Colombia;utility;USD;0.0008;high;S22+S19(unchanged)
Colombia;authentication;USD;0.0008;high;S22+S19(unchanged)
Egypt;marketing;USD;0.0644;high;S21+S24
Egypt;utility;USD;0.0036;high;S21+S24
Egypt;authentication;USD;0.0036;high;S21+S24
Egypt;authentication_international;USD;0.0650;high;S21+S24
France;marketing;USD;0.0859;high;S21+S24
France;utility;USD;0.0300;high;S21+S24
France;authentication;USD;0.0300;high;S21+S24
Germany;marketing;USD;0.1365;high;S21+S24
Germany;utility;USD;0.0550;high;S21+S24
Germany;authentication;USD;0.0550;high;S21+S24
India;marketing;USD;0.0118;high;S21+S24
India;utility;USD;0.0014;high;S21+S24
India;authentication;USD;0.0014;high;S21+S24
India;authentication_international;USD;0.0304;high;S21+S24
Indonesia;marketing;USD;0.0411;high;S21+S24
Indonesia;utility;USD;0.0250;high;S21+S24
Indonesia;authentication;USD;0.0250;high;S21+S24
Indonesia;authentication_international;USD;0.1360;high;S21+S24
Malaysia;marketing;USD;0.0860;high;S21+S19(unchanged)
Malaysia;utility;USD;0.0140;high;S21+S19(unchanged)
Malaysia;authentication;USD;0.0140;high;S21+S19(unchanged)
Malaysia;authentication_international;USD;0.0418;high;S21+S19(unchanged)
Mexico;marketing;USD;0.0305;high;S22+S19(unchanged)
Mexico;utility;USD;0.0085;high;S22+S19(unchanged)
Mexico;authentication;USD;0.0085;high;S22+S19(unchanged)
Nigeria;marketing;USD;0.0516;high;S21+S24
Nigeria;utility;USD;0.0067;high;S21+S24
Nigeria;authentication;USD;0.0067;high;S21+S24
Nigeria;authentication_international;USD;0.0750;high;S21+S24
Pakistan;marketing;USD;0.0473;high;S21+S24
Pakistan;utility;USD;0.0100;high;S21+S24
Pakistan;authentication;USD;0.0100;high;S21+S24
Pakistan;authentication_international;USD;0.0750;high;S21+S24
Saudi Arabia;marketing;USD;0.0501;high;S21+S24
Saudi Arabia;utility;USD;0.0107;high;S21+S24
Saudi Arabia;authentication;USD;0.0107;high;S21+S24
Saudi Arabia;authentication_international;USD;0.0598;high;S21+S24
South Africa;marketing;USD;0.0379;high;S21+S24
South Africa;utility;USD;0.0076;high;S21+S24
South Africa;authentication;USD;0.0076;high;S21+S24
South Africa;authentication_international;USD;0.0200;high;S21+S24
Turkey;marketing;USD;0.0109;high;S21+S19(unchanged)
Turkey;utility;USD;0.0009;high;S21+S31(same later)
Turkey;authentication;USD;0.0009;high;S21+S31(same later)
United Arab Emirates;marketing;USD;0.0499;high;S21+S24
United Arab Emirates;utility;USD;0.0157;high;S21+S24
United Arab Emirates;authentication;USD;0.0157;high;S21+S24
United Arab Emirates;authentication_international;USD;0.0510;high;S21+S24
United Kingdom;marketing;USD;0.0529;high;S21+S19(unchanged)
United Kingdom;utility;USD;0.0220;high;S21+S24
United Kingdom;authentication;USD;0.0220;high;S21+S24
North America;marketing;USD;0.0250;high;S21+S24
North America;utility;USD;0.0034;high;S21+S24
North America;authentication;USD;0.0034;high;S21+S24
Rest of Latin America;marketing;USD;0.0740;high;S22+S19(unchanged)
Rest of Latin America;utility;USD;0.0113;high;S22+S19(unchanged)
Rest of Latin America;authentication;USD;0.0113;high;S22+S19(unchanged)
Argentina;marketing;ARS;89.5620;single;S22
Argentina;utility;ARS;37.6798;single;S22
Argentina;authentication;ARS;37.6798;single;S22
`;
