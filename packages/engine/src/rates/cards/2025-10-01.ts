/**
 * Meta's prices as of 2025-10-01, as far as they were seen; RATES.md names the sources.
 *
 * Columns: market, category, currency, amount, confidence, sources.
 */
export const CARD_2025_10_01: string = `
Argentina;marketing;USD;0.0618;high;S16+S18+S19
Argentina;utility;USD;0.0260;high;S16+S18+S19
Argentina;authentication;USD;0.0260;high;S16+S18+S19
Brazil;marketing;USD;0.0625;high;S16+S18+S19
Brazil;utility;USD;0.0068;high;S16+S18+S19
Brazil;authentication;USD;0.0068;high;S16+S18+S19
Chile;marketing;USD;0.0889;high;S16+S18+S19
Chile;utility;USD;0.0200;high;S16+S18+S19
Chile;authentication;USD;0.0200;high;S16+S18+S19
Colombia;marketing;USD;0.0125;high;S16+S18+S19
Colombia;utility;USD;0.0008;high;S16+S18+S19
Colombia;authentication;USD;0.0008;high;S16+S18+S19
Egypt;marketing;USD;0.1073;high;S16+S07+S14
Egypt;utility;USD;0.0036;high;S16+S18+S19
Egypt;authentication;USD;0.0036;high;S16+S18+S19
Egypt;authentication_international;USD;0.0650;high;S16+S18+S19
France;marketing;USD;0.1432;high;S16+S07+S14
France;utility;USD;0.0300;high;S16+S18+S19
France;authentication;USD;0.0300;high;S16+S18+S19
Germany;marketing;USD;0.1365;high;S16+S18+S19
Germany;utility;USD;0.0550;high;S16+S18+S19
Germany;authentication;USD;0.0550;high;S16+S18+S19
India;marketing;USD;0.0107;high;S16+S07+S14
India;utility;USD;0.0014;high;S16+S18+S19
India;authentication;USD;0.0014;high;S16+S18+S19
India;authentication_international;USD;0.0280;high;S16+S18+S19
Indonesia;marketing;USD;0.0411;high;S16+S18+S19
Indonesia;utility;USD;0.0250;high;S16+S18+S19
Indonesia;authentication;USD;0.0250;high;S16+S18+S19
Indonesia;authentication_international;USD;0.1360;high;S16+S18+S19
Israel;marketing;USD;0.0353;high;S16+S18+S19
Israel;utility;USD;0.0053;high;S16+S18+S19
Israel;authentication;USD;0.0053;high;S16+S18+S19
Italy;marketing;USD;0.0691;high;S16+S18+S19
Italy;utility;USD;0.0300;high;S16+S18+S19
Italy;authentication;USD;0.0300;high;S16+S18+S19
Malaysia;marketing;USD;0.0860;high;S16+S18+S19
Malaysia;utility;USD;0.0140;high;S16+S18+S19
Malaysia;authentication;USD;0.0140;high;S16+S18+S19
Malaysia;authentication_international;USD;0.0418;high;S16+S18+S19
Mexico;marketing;USD;0.0305;high;S16+S18+S19
Mexico;utility;USD;0.0085;high;S16+S18+S19
Mexico;authentication;USD;0.0085;high;S16+S18+S19
Netherlands;marketing;USD;0.1597;high;S16+S18+S19
Netherlands;utility;USD;0.0500;high;S16+S18+S19
Netherlands;authentication;USD;0.0500;high;S16+S18+S19
Nigeria;marketing;USD;0.0516;high;S16+S18+S19
Nigeria;utility;USD;0.0067;high;S16+S18+S19
Nigeria;authentication;USD;0.0067;high;S16+S18+S19
Nigeria;authentication_international;USD;0.0750;high;S16+S18+S19
Pakistan;marketing;USD;0.0473;high;S16+S18+S19
Pakistan;utility;USD;0.0054;high;S16+S18+S19
Pakistan;authentication;USD;0.0054;high;S16+S18+S19
Pakistan;authentication_international;USD;0.0750;high;S16+S18+S19
Peru;marketing;USD;0.0703;high;S16+S18+S19
Peru;utility;USD;0.0200;high;S16+S18+S19
Peru;authentication;USD;0.0200;high;S16+S18+S19
Russia;marketing;USD;0.0802;high;S16+S18+S19
Russia;utility;USD;0.0400;high;S16+S18+S19
Russia;authentication;USD;0.0400;high;S16+S18+S19
Saudi Arabia;marketing;USD;0.0455;high;S16+S18+S19
Saudi Arabia;utility;USD;0.0107;high;S16+S18+S19
Saudi Arabia;authentication;USD;0.0107;high;S16+S18+S19
Saudi Arabia;authentication_international;USD;0.0598;high;S16+S18+S19
South Africa;marketing;USD;0.0379;high;S16+S18+S19
South Africa;utility;USD;0.0076;high;S16+S18+S19
South Africa;authentication;USD;0.0076;high;S16+S18+S19
South Africa;authentication_international;USD;0.0200;high;S16+S18+S19
Spain;marketing;USD;0.0615;high;S16+S18+S19
Spain;utility;USD;0.0200;high;S16+S18+S19
Spain;authentication;USD;0.0200;high;S16+S18+S19
Turkey;marketing;USD;0.0109;high;S16+S18+S19
Turkey;utility;USD;0.0053;high;S16+S18+S19
Turkey;authentication;USD;0.0053;high;S16+S18+S19
United Arab Emirates;marketing;USD;0.0499;high;S16+S18+S19
United Arab Emirates;utility;USD;0.0157;high;S16+S18+S19
United Arab Emirates;authentication;USD;0.0157;high;S16+S18+S19
United Arab Emirates;authentication_international;USD;0.0510;high;S16+S18+S19
United Kingdom;marketing;USD;0.0529;high;S16+S18+S19
United Kingdom;utility;USD;0.0220;high;S16+S18+S19
United Kingdom;authentication;USD;0.0220;high;S16+S18+S19
North America;marketing;USD;0.0250;high;S16+S18+S19
North America;utility;USD;0.0040;high;S16+S07
North America;authentication;USD;0.0040;high;S16+S08
Rest of Africa;marketing;USD;0.0225;high;S16+S18+S19
Rest of Africa;utility;USD;0.0040;high;S16+S18+S19
Rest of Africa;authentication;USD;0.0040;high;S16+S18+S19
Rest of Asia Pacific;marketing;USD;0.0732;high;S16+S18+S19
Rest of Asia Pacific;utility;USD;0.0113;high;S16+S18+S19
Rest of Asia Pacific;authentication;USD;0.0113;high;S16+S18+S19
Rest of Central & Eastern Europe;marketing;USD;0.0860;high;S16+S18+S19
Rest of Central & Eastern Europe;utility;USD;0.0212;high;S16+S18+S19
Rest of Central & Eastern Europe;authentication;USD;0.0212;high;S16+S18+S19
Rest of Latin America;marketing;USD;0.0740;high;S16+S18+S19
Rest of Latin America;utility;USD;0.0113;high;S16+S18+S19
Rest of Latin America;authentication;USD;0.0113;high;S16+S18+S19
Rest of Middle East;marketing;USD;0.0341;high;S16+S18+S19
Rest of Middle East;utility;USD;0.0091;high;S16+S18+S19
Rest of Middle East;authentication;USD;0.0091;high;S16+S18+S19
Rest of Western Europe;marketing;USD;0.0592;high;S16+S18+S19
Rest of Western Europe;utility;USD;0.0171;high;S16+S18+S19
Rest of Western Europe;authentication;USD;0.0171;high;S16+S18+S19
Other;marketing;USD;0.0604;high;S16+S18+S19
Other;utility;USD;0.0077;high;S16+S18+S19
Other;authentication;USD;0.0077;high;S16+S18+S19
Argentina;marketing;INR;4.5293;single;S17
Argentina;utility;INR;1.9062;single;S17
Argentina;authentication;INR;1.9062;single;S17
Brazil;marketing;INR;4.5808;single;S17
Brazil;utility;INR;0.4984;single;S17
Brazil;authentication;INR;0.4984;single;S17
Chile;marketing;INR;6.5135;single;S17
Chile;utility;INR;1.4654;single;S17
Chile;authentication;INR;1.4654;single;S17
Colombia;marketing;INR;0.9161;single;S17
Colombia;utility;INR;0.0588;single;S17
Colombia;authentication;INR;0.0588;single;S17
Egypt;marketing;INR;7.8651;single;S17
Egypt;utility;INR;0.2639;single;S17
Egypt;authentication;INR;0.2639;single;S17
Egypt;authentication_international;INR;4.7668;single;S17
France;marketing;INR;10.4984;single;S17
France;utility;INR;2.1994;single;S17
France;authentication;INR;2.1994;single;S17
Germany;marketing;INR;10.0073;single;S17
Germany;utility;INR;4.0322;single;S17
Germany;authentication;INR;4.0322;single;S17
India;marketing;INR;0.7846;high;S17+S41
India;utility;INR;0.1150;high;S17+S41
India;authentication;INR;0.1150;high;S17+S41
India;authentication_international;INR;2.3000;single;S17
Indonesia;marketing;INR;3.0111;single;S17
Indonesia;utility;INR;1.8316;single;S17
Indonesia;authentication;INR;1.8316;single;S17
Indonesia;authentication_international;INR;9.9638;single;S17
Israel;marketing;INR;2.5871;single;S17
Israel;utility;INR;0.3885;single;S17
Israel;authentication;INR;0.3885;single;S17
Italy;marketing;INR;5.0614;single;S17
Italy;utility;INR;2.1974;single;S17
Italy;authentication;INR;2.1974;single;S17
Malaysia;marketing;INR;6.3037;single;S17
Malaysia;utility;INR;1.0262;single;S17
Malaysia;authentication;INR;1.0262;single;S17
Malaysia;authentication_international;INR;3.0639;single;S17
Mexico;marketing;INR;2.2357;single;S17
Mexico;utility;INR;0.6226;single;S17
Mexico;authentication;INR;0.6226;single;S17
Netherlands;marketing;INR;11.7078;single;S17
Netherlands;utility;INR;3.6656;single;S17
Netherlands;authentication;INR;3.6656;single;S17
Nigeria;marketing;INR;3.7851;single;S17
Nigeria;utility;INR;0.4915;single;S17
Nigeria;authentication;INR;0.4915;single;S17
Nigeria;authentication_international;INR;5.5035;single;S17
Pakistan;marketing;INR;3.4683;single;S17
Pakistan;utility;INR;0.3960;single;S17
Pakistan;authentication;INR;0.3960;single;S17
Pakistan;authentication_international;INR;5.5035;single;S17
Peru;marketing;INR;5.1536;single;S17
Peru;utility;INR;1.4662;single;S17
Peru;authentication;INR;1.4662;single;S17
Russia;marketing;INR;5.8767;single;S17
Russia;utility;INR;2.9311;single;S17
Russia;authentication;INR;2.9311;single;S17
Saudi Arabia;marketing;INR;3.3292;single;S17
Saudi Arabia;utility;INR;0.7834;single;S17
Saudi Arabia;authentication;INR;0.7834;single;S17
Saudi Arabia;authentication_international;INR;4.3871;single;S17
South Africa;marketing;INR;2.7821;single;S17
South Africa;utility;INR;0.5579;single;S17
South Africa;authentication;INR;0.5579;single;S17
South Africa;authentication_international;INR;1.4681;single;S17
Spain;marketing;INR;4.5044;single;S17
Spain;utility;INR;1.4648;single;S17
Spain;authentication;INR;1.4648;single;S17
Turkey;marketing;INR;0.7989;single;S17
Turkey;utility;INR;0.3884;single;S17
Turkey;authentication;INR;0.3884;single;S17
United Arab Emirates;marketing;INR;3.6613;single;S17
United Arab Emirates;utility;INR;1.1509;single;S17
United Arab Emirates;authentication;INR;1.1509;single;S17
United Arab Emirates;authentication_international;INR;3.7342;single;S17
United Kingdom;marketing;INR;3.8747;single;S17
United Kingdom;utility;INR;1.6122;single;S17
United Kingdom;authentication;INR;1.6122;single;S17
North America;marketing;INR;1.8313;single;S17
North America;utility;INR;0.2930;single;S17
North America;authentication;INR;0.2930;single;S17
Rest of Africa;marketing;INR;1.6497;single;S17
Rest of Africa;utility;INR;0.2930;single;S17
Rest of Africa;authentication;INR;0.2930;single;S17
Rest of Asia Pacific;marketing;INR;5.3664;single;S17
Rest of Asia Pacific;utility;INR;0.8282;single;S17
Rest of Asia Pacific;authentication;INR;0.8282;single;S17
Rest of Central & Eastern Europe;marketing;INR;6.2997;single;S17
Rest of Central & Eastern Europe;utility;INR;1.5496;single;S17
Rest of Central & Eastern Europe;authentication;INR;1.5496;single;S17
Rest of Latin America;marketing;INR;5.4207;single;S17
Rest of Latin America;utility;INR;0.8278;single;S17
Rest of Latin America;authentication;INR;0.8278;single;S17
Rest of Middle East;marketing;INR;2.4993;single;S17
Rest of Middle East;utility;INR;0.6665;single;S17
Rest of Middle East;authentication;INR;0.6665;single;S17
Rest of Western Europe;marketing;INR;4.3378;single;S17
Rest of Western Europe;utility;INR;1.2516;single;S17
Rest of Western Europe;authentication;INR;1.2516;single;S17
Other;marketing;INR;4.4248;single;S17
Other;utility;INR;0.5641;single;S17
Other;authentication;INR;0.5641;single;S17
`;
