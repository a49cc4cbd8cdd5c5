/**
 * Meta's prices as of 2026-10-01, as far as they were seen; RATES.md names the sources.
 *
 * Columns: market, category, currency, amount, confidence, sources.
 */
export const CARD_2026_10_01: string = `
Argentina;marketing;USD;0.0618;high;S31+S32
Argentina;utility;USD;0.0260;high;S31+S32
Argentina;authentication;USD;0.0260;high;S32+S42(auth=utility=service rule)
Argentina;service;USD;0.0260;high;S31+S32
Bangladesh;marketing;USD;0.0732;high;S31+S32
Bangladesh;utility;USD;0.0037;high;S31+S32
Bangladesh;authentication;USD;0.0037;high;S32+S42(auth=utility=service rule)
Bangladesh;service;USD;0.0037;high;S31+S32
Brazil;marketing;USD;0.0625;high;S31+S32
Brazil;utility;USD;0.0068;high;S31+S32
Brazil;authentication;USD;0.0068;high;S32+S42(auth=utility=service rule)
Brazil;service;USD;0.0068;high;S31+S32
Chile;marketing;USD;0.0889;high;S31+S32
Chile;utility;USD;0.0200;high;S31+S32
Chile;authentication;USD;0.0200;high;S32+S42(auth=utility=service rule)
Chile;service;USD;0.0200;high;S31+S32
Colombia;marketing;USD;0.0125;high;S31+S32
Colombia;utility;USD;0.0008;high;S31+S32
Colombia;authentication;USD;0.0008;high;S32+S42(auth=utility=service rule)
Colombia;service;USD;0.0008;high;S31+S32
Egypt;marketing;USD;0.0644;high;S31+S32
Egypt;utility;USD;0.0036;high;S31+S32
Egypt;authentication;USD;0.0036;high;S32+S42(auth=utility=service rule)
Egypt;service;USD;0.0036;high;S31+S32
France;marketing;USD;0.0859;high;S31+S32+S34
France;utility;USD;0.0300;high;S31+S32+S34
France;authentication;USD;0.0300;high;S32+S34+S42(auth=utility=service rule)
France;service;USD;0.0300;high;S31+S32
Germany;marketing;USD;0.1365;high;S31+S32
Germany;utility;USD;0.0550;high;S31+S32
Germany;authentication;USD;0.0550;high;S32+S42(auth=utility=service rule)
Germany;service;USD;0.0550;high;S31+S32
Hong Kong;marketing;USD;0.0732;high;S31+S32
Hong Kong;utility;USD;0.0260;high;S31+S32
Hong Kong;authentication;USD;0.0260;high;S32+S42(auth=utility=service rule)
Hong Kong;service;USD;0.0260;high;S31+S32
Hungary;marketing;USD;0.0860;high;S31+S32
Hungary;utility;USD;0.0350;high;S31+S32
Hungary;authentication;USD;0.0350;high;S32+S42(auth=utility=service rule)
Hungary;service;USD;0.0350;high;S31+S32
India;marketing;USD;0.0118;high;S31+S32
India;utility;USD;0.0014;high;S31+S32
India;authentication;USD;0.0014;high;S32+S42(auth=utility=service rule)
India;service;USD;0.0014;high;S31+S32
Indonesia;marketing;USD;0.0411;high;S31+S32
Indonesia;utility;USD;0.0250;high;S31+S32
Indonesia;authentication;USD;0.0250;high;S32+S42(auth=utility=service rule)
Indonesia;service;USD;0.0250;high;S31+S32
Iraq;marketing;USD;0.0341;high;S31+S32
Iraq;utility;USD;0.0079;high;S31+S32
Iraq;authentication;USD;0.0079;high;S32+S42(auth=utility=service rule)
Iraq;service;USD;0.0079;high;S31+S32
Israel;marketing;USD;0.0353;high;S31+S32
Israel;utility;USD;0.0053;high;S31+S32
Israel;authentication;USD;0.0053;high;S32+S42(auth=utility=service rule)
Israel;service;USD;0.0053;high;S31+S32
Italy;marketing;USD;0.0795;high;S31+S32
Italy;utility;USD;0.0300;high;S31+S32
Italy;authentication;USD;0.0300;high;S32+S42(auth=utility=service rule)
Italy;service;USD;0.0300;high;S31+S32
Kazakhstan;marketing;USD;0.0604;high;S31+S32
Kazakhstan;utility;USD;0.0180;high;S31+S32
Kazakhstan;authentication;USD;0.0180;high;S32+S42(auth=utility=service rule)
Kazakhstan;service;USD;0.0180;high;S31+S32
Kuwait;marketing;USD;0.0792;high;S31+S32
Kuwait;utility;USD;0.0440;high;S31+S32
Kuwait;authentication;USD;0.0440;high;S32+S42(auth=utility=service rule)
Kuwait;service;USD;0.0440;high;S31+S32
Malaysia;marketing;USD;0.0860;high;S31+S32
Malaysia;utility;USD;0.0140;high;S31+S32
Malaysia;authentication;USD;0.0140;high;S32+S42(auth=utility=service rule)
Malaysia;service;USD;0.0140;high;S31+S32
Mexico;marketing;USD;0.0397;high;S31+S32+S33
Mexico;utility;USD;0.0085;high;S31+S32+S33
Mexico;authentication;USD;0.0085;high;S32+S33+S42(auth=utility=service rule)
Mexico;service;USD;0.0085;high;S31+S32+S33
Morocco;marketing;USD;0.0414;high;S31+S32
Morocco;utility;USD;0.0230;high;S31+S32
Morocco;authentication;USD;0.0230;high;S32+S42(auth=utility=service rule)
Morocco;authentication_international;USD;0.0811;single;S34
Morocco;service;USD;0.0230;high;S31+S32
Nepal;marketing;USD;0.0732;high;S31+S32
Nepal;utility;USD;0.0034;high;S31+S32
Nepal;authentication;USD;0.0034;high;S32+S42(auth=utility=service rule)
Nepal;service;USD;0.0034;high;S31+S32
Netherlands;marketing;USD;0.1597;high;S31+S32
Netherlands;utility;USD;0.0500;high;S31+S32
Netherlands;authentication;USD;0.0500;high;S32+S42(auth=utility=service rule)
Netherlands;service;USD;0.0500;high;S31+S32
Nigeria;marketing;USD;0.0516;high;S31+S32
Nigeria;utility;USD;0.0067;high;S31+S32
Nigeria;authentication;USD;0.0067;high;S32+S42(auth=utility=service rule)
Nigeria;authentication_international;USD;0.0750;single;S34
Nigeria;service;USD;0.0067;high;S31+S32
Oman;marketing;USD;0.0341;high;S31+S32
Oman;utility;USD;0.0247;high;S31+S32
Oman;authentication;USD;0.0247;high;S32+S42(auth=utility=service rule)
Oman;service;USD;0.0247;high;S31+S32
Pakistan;marketing;USD;0.0473;high;S31+S32
Pakistan;utility;USD;0.0150;high;S31+S32
Pakistan;authentication;USD;0.0150;high;S32+S42(auth=utility=service rule)
Pakistan;service;USD;0.0150;high;S31+S32
Peru;marketing;USD;0.0703;high;S31+S32
Peru;utility;USD;0.0300;high;S31+S32
Peru;authentication;USD;0.0300;high;S32+S42(auth=utility=service rule)
Peru;service;USD;0.0300;high;S31+S32
Poland;marketing;USD;0.0366;high;S31+S32
Poland;utility;USD;0.0122;high;S31+S32
Poland;authentication;USD;0.0122;high;S32+S42(auth=utility=service rule)
Poland;service;USD;0.0122;high;S31+S32
Qatar;marketing;USD;0.0341;high;S31+S32
Qatar;utility;USD;0.0120;high;S31+S32
Qatar;authentication;USD;0.0120;high;S32+S42(auth=utility=service rule)
Qatar;service;USD;0.0120;high;S31+S32
Romania;marketing;USD;0.0860;high;S31+S32
Romania;utility;USD;0.0290;high;S31+S32
Romania;authentication;USD;0.0290;high;S32+S42(auth=utility=service rule)
Romania;service;USD;0.0290;high;S31+S32
Russia;marketing;USD;0.0802;high;S31+S32
Russia;utility;USD;0.0400;high;S31+S32
Russia;authentication;USD;0.0400;high;S32+S42(auth=utility=service rule)
Russia;service;USD;0.0400;high;S31+S32
Saudi Arabia;marketing;USD;0.0576;high;S31+S32
Saudi Arabia;utility;USD;0.0107;high;S31+S32
Saudi Arabia;authentication;USD;0.0107;high;S32+S42(auth=utility=service rule)
Saudi Arabia;service;USD;0.0107;high;S31+S32
Singapore;marketing;USD;0.0732;high;S31+S32
Singapore;utility;USD;0.0160;high;S31+S32
Singapore;authentication;USD;0.0160;high;S32+S42(auth=utility=service rule)
Singapore;service;USD;0.0160;high;S31+S32
South Africa;marketing;USD;0.0379;high;S31+S32+S47
South Africa;utility;USD;0.0095;high;S31+S32+S47
South Africa;authentication;USD;0.0095;high;S32+S47+S42(auth=utility=service rule)
South Africa;authentication_international;USD;0.0200;high;S34+S47
South Africa;service;USD;0.0095;high;S31+S32+S47
Spain;marketing;USD;0.0707;high;S31+S32+S33
Spain;utility;USD;0.0200;high;S31+S32+S33
Spain;authentication;USD;0.0200;high;S32+S33+S42(auth=utility=service rule)
Spain;service;USD;0.0200;high;S31+S32+S33
Sri Lanka;marketing;USD;0.0732;high;S31+S32
Sri Lanka;utility;USD;0.0020;high;S31+S32
Sri Lanka;authentication;USD;0.0020;high;S32+S42(auth=utility=service rule)
Sri Lanka;service;USD;0.0020;high;S31+S32
Turkey;marketing;USD;0.0109;high;S31+S32
Turkey;utility;USD;0.0009;high;S31+S32
Turkey;authentication;USD;0.0009;high;S32+S42(auth=utility=service rule)
Turkey;service;USD;0.0009;high;S31+S32
Ukraine;marketing;USD;0.0860;high;S31+S32
Ukraine;utility;USD;0.0298;high;S31+S32
Ukraine;authentication;USD;0.0298;high;S32+S42(auth=utility=service rule)
Ukraine;service;USD;0.0298;high;S31+S32
United Arab Emirates;marketing;USD;0.0576;high;S31+S32
United Arab Emirates;utility;USD;0.0157;high;S31+S32
United Arab Emirates;authentication;USD;0.0157;high;S32+S42(auth=utility=service rule)
United Arab Emirates;service;USD;0.0157;high;S31+S32
United Kingdom;marketing;USD;0.0635;high;S31+S32
United Kingdom;utility;USD;0.0220;high;S31+S32
United Kingdom;authentication;USD;0.0220;high;S32+S42(auth=utility=service rule)
United Kingdom;service;USD;0.0220;high;S31+S32
North America;marketing;USD;0.0250;high;S31+S32+S33
North America;utility;USD;0.0034;high;S31+S32+S33
North America;authentication;USD;0.0034;high;S32+S33+S42(auth=utility=service rule)
North America;service;USD;0.0034;high;S31+S32+S33
Rest of Africa;marketing;USD;0.0225;high;S31+S32+S34
Rest of Africa;utility;USD;0.0040;high;S31+S32+S34
Rest of Africa;authentication;USD;0.0040;high;S32+S34+S42(auth=utility=service rule)
Rest of Africa;service;USD;0.0040;high;S31+S32
Rest of Asia Pacific;marketing;USD;0.0842;high;S31+S32
Rest of Asia Pacific;utility;USD;0.0113;high;S31+S32
Rest of Asia Pacific;authentication;USD;0.0113;high;S32+S42(auth=utility=service rule)
Rest of Asia Pacific;service;USD;0.0113;high;S31+S32
Rest of Central & Eastern Europe;marketing;USD;0.0860;high;S31+S32
Rest of Central & Eastern Europe;utility;USD;0.0212;high;S31+S32
Rest of Central & Eastern Europe;authentication;USD;0.0212;high;S32+S42(auth=utility=service rule)
Rest of Central & Eastern Europe;service;USD;0.0212;high;S31+S32
Rest of Latin America;marketing;USD;0.0740;high;S31+S32+S33
Rest of Latin America;utility;USD;0.0113;high;S31+S32+S33
Rest of Latin America;authentication;USD;0.0113;high;S32+S33+S42(auth=utility=service rule)
Rest of Latin America;service;USD;0.0113;high;S31+S32+S33
Rest of Middle East;marketing;USD;0.0392;high;S31+S32
Rest of Middle East;utility;USD;0.0091;high;S31+S32
Rest of Middle East;authentication;USD;0.0091;high;S32+S42(auth=utility=service rule)
Rest of Middle East;service;USD;0.0091;high;S31+S32
Rest of Western Europe;marketing;USD;0.0592;high;S31+S32
Rest of Western Europe;utility;USD;0.0171;high;S31+S32
Rest of Western Europe;authentication;USD;0.0171;high;S32+S42(auth=utility=service rule)
Rest of Western Europe;service;USD;0.0171;high;S31+S32
Other;marketing;USD;0.0604;high;S31+S32
Other;utility;USD;0.0077;high;S31+S32
Other;authentication;USD;0.0077;high;S32+S42(auth=utility=service rule)
Other;service;USD;0.0077;high;S31+S32
Argentina;marketing;AED;0.2269;single;S35
Argentina;utility;AED;0.0955;single;S35
Argentina;authentication;AED;0.0955;single;S35
Argentina;service;AED;0.0955;single;S35
Bangladesh;marketing;AED;0.2688;single;S35
Bangladesh;utility;AED;0.0136;single;S35
Bangladesh;authentication;AED;0.0136;single;S35
Bangladesh;authentication_international;AED;0.3526;single;S35
Bangladesh;service;AED;0.0136;single;S35
Brazil;marketing;AED;0.2295;single;S35
Brazil;utility;AED;0.0250;single;S35
Brazil;authentication;AED;0.0250;single;S35
Brazil;service;AED;0.0250;single;S35
Chile;marketing;AED;0.3264;single;S35
Chile;utility;AED;0.0734;single;S35
Chile;authentication;AED;0.0734;single;S35
Chile;service;AED;0.0734;single;S35
Colombia;marketing;AED;0.0459;single;S35
Colombia;utility;AED;0.0029;single;S35
Colombia;authentication;AED;0.0029;single;S35
Colombia;service;AED;0.0029;single;S35
Egypt;marketing;AED;0.2364;single;S35
Egypt;utility;AED;0.0132;single;S35
Egypt;authentication;AED;0.0132;single;S35
France;service;EUR;0.0248;single;S26(rates unchanged on 2026-10-01; service=utility)
Germany;service;EUR;0.0456;single;S26(rates unchanged on 2026-10-01; service=utility)
Italy;service;EUR;0.0248;single;S26(rates unchanged on 2026-10-01; service=utility)
Netherlands;service;EUR;0.0414;single;S26(rates unchanged on 2026-10-01; service=utility)
Spain;service;EUR;0.0166;single;S26(rates unchanged on 2026-10-01; service=utility)
United Kingdom;service;EUR;0.0182;single;S26(rates unchanged on 2026-10-01; service=utility)
North America;service;EUR;0.0028;single;S26(rates unchanged on 2026-10-01; service=utility)
Rest of Central & Eastern Europe;marketing;EUR;0.0712;single;S48
Rest of Central & Eastern Europe;utility;EUR;0.0175;single;S48
Rest of Central & Eastern Europe;authentication;EUR;0.0175;single;S48
Rest of Central & Eastern Europe;service;EUR;0.0175;single;S48
Rest of Western Europe;service;EUR;0.0142;single;S26(rates unchanged on 2026-10-01; service=utility)
France;service;GBP;0.0216;single;S26(rates unchanged on 2026-10-01; service=utility)
Germany;service;GBP;0.0397;single;S26(rates unchanged on 2026-10-01; service=utility)
Italy;service;GBP;0.0216;single;S26(rates unchanged on 2026-10-01; service=utility)
Netherlands;service;GBP;0.0361;single;S26(rates unchanged on 2026-10-01; service=utility)
Spain;service;GBP;0.0144;single;S26(rates unchanged on 2026-10-01; service=utility)
United Kingdom;service;GBP;0.0159;single;S26(rates unchanged on 2026-10-01; service=utility)
North America;service;GBP;0.0025;single;S26(rates unchanged on 2026-10-01; service=utility)
Rest of Western Europe;service;GBP;0.0123;single;S26(rates unchanged on 2026-10-01; service=utility)
India;marketing;INR;0.8631;high;S36+S29
India;utility;INR;0.1150;high;S36+S29
India;authentication;INR;0.1150;high;S36+S29
India;authentication_international;INR;2.4971;single;S36
India;service;INR;0.1150;high;S36+S29
Mexico;utility;MXN;0.1565;single;S33
`;
