/**
 * Meta's prices as of 2025-07-01, as far as they were seen; RATES.md names the sources.
 *
 * Columns: market, category, currency, amount, confidence, sources.
 */
export const CARD_2025_07_01: string = `
Argentina;marketing;USD;0.0618;high;S07+S12+S14+S15+S16
Argentina;utility;USD;0.0289;high;S14+S15
Argentina;authentication;USD;0.0289;high;S15+S08(-10.04% on 2025-10-01)
Argentina;service;USD;0.0000;high;S12+S08
Brazil;marketing;USD;0.0625;high;S07+S12+S14+S16
Brazil;utility;USD;0.0068;high;S14+S16
Brazil;authentication;USD;0.0068;single;S16(back-dated by S12)+S34(auth=utility rule)
Brazil;service;USD;0.0000;high;S12+S08
Chile;marketing;USD;0.0889;high;S07+S12+S14+S16
Chile;utility;USD;0.0200;high;S14+S16+S07
Chile;authentication;USD;0.0200;single;S16(back-dated by S12)+S34(auth=utility rule)
Chile;service;USD;0.0000;high;S12+S08
Colombia;marketing;USD;0.0125;high;S07+S12+S14+S16
Colombia;utility;USD;0.0002;high;S14+S07
Colombia;authentication;USD;0.0002;single;S14+S34(auth=utility rule)
Colombia;service;USD;0.0000;high;S12+S08
Egypt;marketing;USD;0.1073;high;S07+S12+S14+S16
Egypt;utility;USD;0.0052;high;S14+S07
Egypt;authentication;USD;0.0052;single;S08(-30.43% on 2025-10-01)+S34(auth=utility rule)
Egypt;service;USD;0.0000;high;S12+S08
France;marketing;USD;0.1432;high;S07+S12+S14+S16
France;utility;USD;0.0300;high;S14+S16+S07
France;authentication;USD;0.0300;single;S16(back-dated by S12)+S34(auth=utility rule)
France;service;USD;0.0000;high;S12+S08
Germany;marketing;USD;0.1365;high;S07+S12+S14+S16
Germany;utility;USD;0.0550;high;S14+S16+S07
Germany;authentication;USD;0.0550;single;S16(back-dated by S12)+S34(auth=utility rule)
Germany;service;USD;0.0000;high;S12+S08
India;marketing;USD;0.0107;high;S07+S12+S14+S16
India;utility;USD;0.0014;high;S14+S16+S07
India;authentication;USD;0.0014;single;S16(back-dated by S12)+S34(auth=utility rule)
India;authentication_international;USD;0.0280;high;S10+S16
India;service;USD;0.0000;high;S12+S08
Indonesia;marketing;USD;0.0411;high;S07+S12+S14+S16
Indonesia;utility;USD;0.0250;high;S14+S16
Indonesia;authentication;USD;0.0250;single;S16(back-dated by S12)+S34(auth=utility rule)
Indonesia;authentication_international;USD;0.1360;high;S10+S16
Indonesia;service;USD;0.0000;high;S12+S08
Israel;marketing;USD;0.0353;high;S07+S12+S14+S16
Israel;utility;USD;0.0053;high;S14+S16+S07
Israel;authentication;USD;0.0053;single;S16(back-dated by S12)+S34(auth=utility rule)
Israel;service;USD;0.0000;high;S12+S08
Italy;marketing;USD;0.0691;high;S07+S12+S14+S16
Italy;utility;USD;0.0300;high;S14+S16+S07
Italy;authentication;USD;0.0300;single;S16(back-dated by S12)+S34(auth=utility rule)
Italy;service;USD;0.0000;high;S12+S08
Malaysia;marketing;USD;0.0860;high;S07+S12+S14+S16
Malaysia;utility;USD;0.0140;high;S14+S16+S07
Malaysia;authentication;USD;0.0140;single;S16(back-dated by S12)+S34(auth=utility rule)
Malaysia;authentication_international;USD;0.0418;single;S16(back-dated by S08+S12)
Malaysia;service;USD;0.0000;high;S12+S08
Mexico;marketing;USD;0.0436;high;S07+S12+S14
Mexico;utility;USD;0.0085;high;S14+S16
Mexico;authentication;USD;0.0085;single;S16(back-dated by S12)+S34(auth=utility rule)
Mexico;service;USD;0.0000;high;S12+S08
Netherlands;marketing;USD;0.1597;high;S07+S12+S14+S16
Netherlands;utility;USD;0.0500;high;S14+S16+S07
Netherlands;authentication;USD;0.0500;single;S16(back-dated by S12)+S34(auth=utility rule)
Netherlands;service;USD;0.0000;high;S12+S08
Nigeria;marketing;USD;0.0516;high;S07+S12+S14+S16
Nigeria;utility;USD;0.0067;high;S14+S16+S07
Nigeria;authentication;USD;0.0067;single;S16(back-dated by S12)+S34(auth=utility rule)
Nigeria;authentication_international;USD;0.0750;single;S16(back-dated by S08+S12)
Nigeria;service;USD;0.0000;high;S12+S08
Pakistan;marketing;USD;0.0473;high;S07+S12+S14+S16
Pakistan;utility;USD;0.0054;high;S14+S16+S07
Pakistan;authentication;USD;0.0054;single;S16(back-dated by S12)+S34(auth=utility rule)
Pakistan;authentication_international;USD;0.0750;single;S16(back-dated by S08+S12)
Pakistan;service;USD;0.0000;high;S12+S08
Peru;marketing;USD;0.0703;high;S07+S12+S14+S16
Peru;utility;USD;0.0200;high;S14+S16+S07
Peru;authentication;USD;0.0200;single;S16(back-dated by S12)+S34(auth=utility rule)
Peru;service;USD;0.0000;high;S12+S08
Russia;marketing;USD;0.0802;high;S07+S12+S14+S16
Russia;utility;USD;0.0400;high;S14+S16+S07
Russia;authentication;USD;0.0400;single;S16(back-dated by S12)+S34(auth=utility rule)
Russia;service;USD;0.0000;high;S12+S08
Saudi Arabia;marketing;USD;0.0455;high;S07+S12+S16
Saudi Arabia;utility;USD;0.0115;high;S07+S08(-6.89% on 2025-10-01)
Saudi Arabia;authentication;USD;0.0115;single;S08(-6.89% on 2025-10-01)+S34(auth=utility rule)
Saudi Arabia;authentication_international;USD;0.0598;single;S16(back-dated by S08+S12)
Saudi Arabia;service;USD;0.0000;high;S12+S08
South Africa;marketing;USD;0.0379;high;S07+S12+S16
South Africa;utility;USD;0.0076;high;S07+S16
South Africa;authentication;USD;0.0076;single;S16(back-dated by S12)+S34(auth=utility rule)
South Africa;authentication_international;USD;0.0200;single;S16(back-dated by S08+S12)
South Africa;service;USD;0.0000;high;S12+S08
Spain;marketing;USD;0.0615;high;S07+S12+S16
Spain;utility;USD;0.0200;high;S07+S16
Spain;authentication;USD;0.0200;single;S16(back-dated by S12)+S34(auth=utility rule)
Spain;service;USD;0.0000;high;S12+S08
Turkey;marketing;USD;0.0109;high;S07+S12+S16
Turkey;utility;USD;0.0053;high;S07+S16
Turkey;authentication;USD;0.0053;single;S16(back-dated by S12)+S34(auth=utility rule)
Turkey;service;USD;0.0000;high;S12+S08
United Arab Emirates;marketing;USD;0.0384;high;S07+S12+S09
United Arab Emirates;utility;USD;0.0157;high;S07+S16
United Arab Emirates;authentication;USD;0.0157;single;S16(back-dated by S12)+S34(auth=utility rule)
United Arab Emirates;authentication_international;USD;0.0510;single;S16(back-dated by S08+S12)
United Arab Emirates;service;USD;0.0000;high;S12+S08
United Kingdom;marketing;USD;0.0529;high;S07+S12+S16
United Kingdom;utility;USD;0.0220;high;S07+S16
United Kingdom;authentication;USD;0.0220;single;S16(back-dated by S12)+S34(auth=utility rule)
United Kingdom;service;USD;0.0000;high;S12+S08
North America;marketing;USD;0.0250;high;S07+S12+S16
North America;utility;USD;0.0040;high;S07+S16
North America;authentication;USD;0.0040;conflict;S16(back-dated)+S34(auth=utility rule); S08: 0.0135
North America;service;USD;0.0000;high;S12+S08
Rest of Africa;marketing;USD;0.0225;high;S07+S12+S15+S16
Rest of Africa;utility;USD;0.0040;high;S15+S16
Rest of Africa;authentication;USD;0.0040;high;S15+S16
Rest of Africa;service;USD;0.0000;high;S12+S08
Rest of Asia Pacific;marketing;USD;0.0732;high;S07+S12+S15+S16
Rest of Asia Pacific;utility;USD;0.0113;high;S15+S16
Rest of Asia Pacific;authentication;USD;0.0113;high;S15+S16
Rest of Asia Pacific;service;USD;0.0000;high;S12+S08
Rest of Central & Eastern Europe;marketing;USD;0.0860;high;S07+S12+S15+S16
Rest of Central & Eastern Europe;utility;USD;0.0212;high;S15+S16
Rest of Central & Eastern Europe;authentication;USD;0.0212;high;S15+S16
Rest of Central & Eastern Europe;service;USD;0.0000;high;S12+S08
Rest of Latin America;marketing;USD;0.0740;high;S07+S12+S15+S16
Rest of Latin America;utility;USD;0.0113;high;S15+S16
Rest of Latin America;authentication;USD;0.0113;high;S15+S16
Rest of Latin America;service;USD;0.0000;high;S12+S08
Rest of Middle East;marketing;USD;0.0341;high;S07+S12+S16
Rest of Middle East;utility;USD;0.0091;single;S16(back-dated by S12)
Rest of Middle East;authentication;USD;0.0091;single;S16(back-dated by S12)+S34(auth=utility rule)
Rest of Middle East;service;USD;0.0000;high;S12+S08
Rest of Western Europe;marketing;USD;0.0592;high;S07+S12+S15+S16
Rest of Western Europe;utility;USD;0.0171;high;S15+S16
Rest of Western Europe;authentication;USD;0.0171;high;S15+S16
Rest of Western Europe;service;USD;0.0000;high;S12+S08
Other;marketing;USD;0.0604;high;S07+S12+S15+S16
Other;utility;USD;0.0077;high;S15+S16
Other;authentication;USD;0.0077;high;S15+S16
Other;service;USD;0.0000;high;S12+S08
`;
