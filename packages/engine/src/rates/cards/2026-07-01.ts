/**
 * Meta's prices as of 2026-07-01, as far as they were seen; RATES.md names the sources.
 *
 * Columns: market, category, currency, amount, confidence, sources.
 */
export const CARD_2026_07_01: string = `
Brazil;marketing;USD;0.0625;high;S24+S25
Brazil;utility;USD;0.0068;high;S24+S25
Brazil;authentication;USD;0.0068;high;S24+S25
Egypt;marketing;USD;0.0644;high;S24+S27
Egypt;utility;USD;0.0036;high;S24+S27
Egypt;authentication;USD;0.0036;high;S24+S27
Egypt;authentication_international;USD;0.0650;high;S24+S21(unchanged)
France;marketing;USD;0.0859;high;S24+S26
France;utility;USD;0.0300;high;S24+S26
France;authentication;USD;0.0300;high;S24+S26
Germany;marketing;USD;0.1365;high;S24+S25+S26
Germany;utility;USD;0.0550;high;S24+S25+S26
Germany;authentication;USD;0.0550;high;S24+S25+S26
Hong Kong;marketing;USD;0.0732;single;S31+S32(back-dated; S23 agrees)
Hong Kong;utility;USD;0.0260;single;S31+S32(back-dated; S23 agrees)
Hong Kong;authentication;USD;0.0260;single;S31+S32(back-dated; S23 agrees)
Hungary;marketing;USD;0.0860;single;S31+S32(back-dated; S23 agrees)
Hungary;utility;USD;0.0350;single;S31+S32(back-dated; S23 agrees)
Hungary;authentication;USD;0.0350;single;S31+S32(back-dated; S23 agrees)
India;marketing;USD;0.0118;high;S24+S25
India;utility;USD;0.0014;high;S24+S25
India;authentication;USD;0.0014;high;S24+S25
India;authentication_international;USD;0.0304;high;S24+S21(unchanged)
Indonesia;marketing;USD;0.0411;high;S24+S21(unchanged)
Indonesia;utility;USD;0.0250;high;S24+S21(unchanged)
Indonesia;authentication;USD;0.0250;high;S24+S21(unchanged)
Indonesia;authentication_international;USD;0.1360;high;S24+S21(unchanged)
Italy;marketing;USD;0.0795;high;S25+S26
Italy;utility;USD;0.0300;high;S25+S26
Italy;authentication;USD;0.0300;high;S25+S26
Mexico;marketing;USD;0.0305;high;S24+S25
Mexico;utility;USD;0.0085;high;S24+S25
Mexico;authentication;USD;0.0085;high;S24+S25
Netherlands;marketing;USD;0.1597;high;S25+S26
Netherlands;utility;USD;0.0500;high;S25+S26
Netherlands;authentication;USD;0.0500;high;S25+S26
Nigeria;marketing;USD;0.0516;high;S24+S21(unchanged)
Nigeria;utility;USD;0.0067;high;S24+S21(unchanged)
Nigeria;authentication;USD;0.0067;high;S24+S21(unchanged)
Nigeria;authentication_international;USD;0.0750;high;S24+S21(unchanged)
Pakistan;marketing;USD;0.0473;high;S24+S21(unchanged)
Pakistan;utility;USD;0.0100;high;S24+S21(unchanged)
Pakistan;authentication;USD;0.0100;high;S24+S21(unchanged)
Pakistan;authentication_international;USD;0.0750;high;S24+S21(unchanged)
Poland;marketing;USD;0.0366;single;S31+S32(back-dated; S23 agrees)
Poland;utility;USD;0.0122;single;S31+S32(back-dated; S23 agrees)
Poland;authentication;USD;0.0122;single;S31+S32(back-dated; S23 agrees)
Qatar;marketing;USD;0.0341;high;S27+S31(same later)
Qatar;utility;USD;0.0120;high;S27+S31(same later)
Qatar;authentication;USD;0.0120;high;S27+S31(same later)
Romania;marketing;USD;0.0860;single;S31+S32(back-dated; S23 agrees)
Romania;utility;USD;0.0290;single;S31+S32(back-dated; S23 agrees)
Romania;authentication;USD;0.0290;single;S31+S32(back-dated; S23 agrees)
Saudi Arabia;marketing;USD;0.0501;high;S24+S27
Saudi Arabia;utility;USD;0.0107;high;S24+S27
Saudi Arabia;authentication;USD;0.0107;high;S24+S27
Saudi Arabia;authentication_international;USD;0.0598;high;S24+S21(unchanged)
Singapore;marketing;USD;0.0732;single;S31+S32(back-dated; S23 agrees)
Singapore;utility;USD;0.0160;single;S31+S32(back-dated; S23 agrees)
Singapore;authentication;USD;0.0160;single;S31+S32(back-dated; S23 agrees)
South Africa;marketing;USD;0.0379;high;S24+S21(unchanged)
South Africa;utility;USD;0.0076;high;S24+S21(unchanged)
South Africa;authentication;USD;0.0076;high;S24+S21(unchanged)
South Africa;authentication_international;USD;0.0200;high;S24+S21(unchanged)
Spain;marketing;USD;0.0707;high;S25+S26
Spain;utility;USD;0.0200;high;S25+S26
Spain;authentication;USD;0.0200;high;S25+S26
United Arab Emirates;marketing;USD;0.0499;high;S24+S27
United Arab Emirates;utility;USD;0.0157;high;S24+S27
United Arab Emirates;authentication;USD;0.0157;high;S24+S27
United Arab Emirates;authentication_international;USD;0.0510;high;S24+S21(unchanged)
United Kingdom;marketing;USD;0.0635;high;S24+S25+S26
United Kingdom;utility;USD;0.0220;high;S24+S25+S26
United Kingdom;authentication;USD;0.0220;high;S24+S25+S26
North America;marketing;USD;0.0250;high;S24+S25+S26
North America;utility;USD;0.0034;high;S24+S25+S26
North America;authentication;USD;0.0034;high;S24+S25+S26
Rest of Africa;marketing;USD;0.0225;high;S24+S27
Rest of Africa;utility;USD;0.0040;high;S24+S27
Rest of Africa;authentication;USD;0.0040;high;S24+S27
Rest of Asia Pacific;marketing;USD;0.0732;high;S24+S19(unchanged)
Rest of Asia Pacific;utility;USD;0.0113;high;S24+S19(unchanged)
Rest of Asia Pacific;authentication;USD;0.0113;high;S24+S19(unchanged)
Rest of Latin America;marketing;USD;0.0740;high;S24+S19(unchanged)
Rest of Latin America;utility;USD;0.0113;high;S24+S19(unchanged)
Rest of Latin America;authentication;USD;0.0113;high;S24+S19(unchanged)
Rest of Middle East;marketing;USD;0.0341;high;S24+S27
Rest of Middle East;utility;USD;0.0091;high;S24+S27
Rest of Middle East;authentication;USD;0.0091;high;S24+S27
Rest of Western Europe;marketing;USD;0.0592;high;S25+S26
Rest of Western Europe;utility;USD;0.0171;high;S25+S26
Rest of Western Europe;authentication;USD;0.0171;high;S25+S26
Other;marketing;USD;0.0604;high;S24+S25
Other;utility;USD;0.0077;high;S24+S25
Other;authentication;USD;0.0077;high;S24+S25
Argentina;marketing;EUR;0.0512;high;S23+S28
Argentina;utility;EUR;0.0216;high;S23+S28
Argentina;authentication;EUR;0.0216;single;S23
Brazil;marketing;EUR;0.0518;high;S23+S28
Brazil;utility;EUR;0.0056;high;S23+S28
Brazil;authentication;EUR;0.0056;single;S23
Chile;marketing;EUR;0.0736;high;S23+S28
Chile;utility;EUR;0.0166;high;S23+S28
Chile;authentication;EUR;0.0166;single;S23
Colombia;marketing;EUR;0.0104;high;S23+S28
Colombia;utility;EUR;0.0008;high;S23+S28
Colombia;authentication;EUR;0.0008;single;S23
Egypt;marketing;EUR;0.0533;single;S23
Egypt;utility;EUR;0.0030;single;S23
Egypt;authentication;EUR;0.0030;single;S23
Egypt;authentication_international;EUR;0.0538;single;S23
France;marketing;EUR;0.0712;high;S23+S26+S28
France;utility;EUR;0.0248;high;S23+S26+S28
France;authentication;EUR;0.0248;high;S23+S26
Germany;marketing;EUR;0.1131;high;S23+S26+S28
Germany;utility;EUR;0.0456;high;S23+S26+S28
Germany;authentication;EUR;0.0456;high;S23+S26
Hong Kong;marketing;EUR;0.0606;single;S23
Hong Kong;utility;EUR;0.0216;single;S23
Hong Kong;authentication;EUR;0.0216;single;S23
Hungary;marketing;EUR;0.0712;high;S23+S28
Hungary;utility;EUR;0.0289;high;S23+S28
Hungary;authentication;EUR;0.0289;single;S23
India;marketing;EUR;0.0099;single;S23
India;utility;EUR;0.0012;single;S23
India;authentication;EUR;0.0012;single;S23
India;authentication_international;EUR;0.0252;single;S23
Indonesia;marketing;EUR;0.0341;single;S23
Indonesia;utility;EUR;0.0208;single;S23
Indonesia;authentication;EUR;0.0208;single;S23
Indonesia;authentication_international;EUR;0.1129;single;S23
Israel;marketing;EUR;0.0292;single;S23
Israel;utility;EUR;0.0044;single;S23
Israel;authentication;EUR;0.0044;single;S23
Italy;marketing;EUR;0.0658;high;S23+S26+S28
Italy;utility;EUR;0.0248;high;S23+S26+S28
Italy;authentication;EUR;0.0248;high;S23+S26
Malaysia;marketing;EUR;0.0712;single;S23
Malaysia;utility;EUR;0.0116;single;S23
Malaysia;authentication;EUR;0.0116;single;S23
Malaysia;authentication_international;EUR;0.0346;single;S23
Mexico;marketing;EUR;0.0253;single;S23
Mexico;utility;EUR;0.0071;single;S23
Mexico;authentication;EUR;0.0071;single;S23
Netherlands;marketing;EUR;0.1323;high;S23+S26+S28
Netherlands;utility;EUR;0.0414;high;S23+S26+S28
Netherlands;authentication;EUR;0.0414;high;S23+S26
Nigeria;marketing;EUR;0.0428;single;S23
Nigeria;utility;EUR;0.0056;single;S23
Nigeria;authentication;EUR;0.0056;single;S23
Nigeria;authentication_international;EUR;0.0622;single;S23
Pakistan;marketing;EUR;0.0392;single;S23
Pakistan;utility;EUR;0.0083;single;S23
Pakistan;authentication;EUR;0.0083;single;S23
Pakistan;authentication_international;EUR;0.0622;single;S23
Peru;marketing;EUR;0.0582;high;S23+S28
Peru;utility;EUR;0.0166;high;S23+S28
Peru;authentication;EUR;0.0166;single;S23
Poland;marketing;EUR;0.0303;high;S23+S28
Poland;utility;EUR;0.0101;high;S23+S28
Poland;authentication;EUR;0.0101;single;S23
Qatar;marketing;EUR;0.0282;single;S23
Qatar;utility;EUR;0.0099;single;S23
Qatar;authentication;EUR;0.0099;single;S23
Romania;marketing;EUR;0.0712;high;S23+S28
Romania;utility;EUR;0.0239;high;S23+S28
Romania;authentication;EUR;0.0239;single;S23
Russia;marketing;EUR;0.0664;single;S23
Russia;utility;EUR;0.0331;single;S23
Russia;authentication;EUR;0.0331;single;S23
Saudi Arabia;marketing;EUR;0.0414;single;S23
Saudi Arabia;utility;EUR;0.0088;single;S23
Saudi Arabia;authentication;EUR;0.0088;single;S23
Saudi Arabia;authentication_international;EUR;0.0495;single;S23
Singapore;marketing;EUR;0.0606;single;S23
Singapore;utility;EUR;0.0133;single;S23
Singapore;authentication;EUR;0.0133;single;S23
South Africa;marketing;EUR;0.0314;single;S23
South Africa;utility;EUR;0.0063;single;S23
South Africa;authentication;EUR;0.0063;single;S23
South Africa;authentication_international;EUR;0.0166;single;S23
Spain;marketing;EUR;0.0585;high;S23+S26+S28
Spain;utility;EUR;0.0166;high;S23+S26+S28
Spain;authentication;EUR;0.0166;high;S23+S26
Turkey;marketing;EUR;0.0090;single;S23
Turkey;utility;EUR;0.0007;single;S23
Turkey;authentication;EUR;0.0007;single;S23
United Arab Emirates;marketing;EUR;0.0415;single;S23
United Arab Emirates;utility;EUR;0.0130;single;S23
United Arab Emirates;authentication;EUR;0.0130;single;S23
United Arab Emirates;authentication_international;EUR;0.0421;single;S23
United Kingdom;marketing;EUR;0.0526;high;S23+S26
United Kingdom;utility;EUR;0.0182;high;S23+S26
United Kingdom;authentication;EUR;0.0182;high;S23+S26
North America;marketing;EUR;0.0207;high;S23+S26
North America;utility;EUR;0.0028;high;S23+S26
North America;authentication;EUR;0.0028;high;S23+S26
Rest of Africa;marketing;EUR;0.0186;single;S23
Rest of Africa;utility;EUR;0.0033;single;S23
Rest of Africa;authentication;EUR;0.0033;single;S23
Rest of Asia Pacific;marketing;EUR;0.0606;single;S23
Rest of Asia Pacific;utility;EUR;0.0094;single;S23
Rest of Asia Pacific;authentication;EUR;0.0094;single;S23
Rest of Central & Eastern Europe;marketing;EUR;0.0712;high;S23+S28
Rest of Central & Eastern Europe;utility;EUR;0.0175;high;S23+S28
Rest of Central & Eastern Europe;authentication;EUR;0.0175;single;S23
Rest of Latin America;marketing;EUR;0.0612;high;S23+S28
Rest of Latin America;utility;EUR;0.0094;high;S23+S28
Rest of Latin America;authentication;EUR;0.0094;single;S23
Rest of Middle East;marketing;EUR;0.0282;single;S23
Rest of Middle East;utility;EUR;0.0075;single;S23
Rest of Middle East;authentication;EUR;0.0075;single;S23
Rest of Western Europe;marketing;EUR;0.0490;high;S23+S26+S28
Rest of Western Europe;utility;EUR;0.0142;high;S23+S26+S28
Rest of Western Europe;authentication;EUR;0.0142;high;S23+S26
Other;marketing;EUR;0.0500;single;S23
Other;utility;EUR;0.0064;single;S23
Other;authentication;EUR;0.0064;single;S23
France;marketing;GBP;0.0620;single;S26
France;utility;GBP;0.0216;single;S26
France;authentication;GBP;0.0216;single;S26
Germany;marketing;GBP;0.0985;single;S26
Germany;utility;GBP;0.0397;single;S26
Germany;authentication;GBP;0.0397;single;S26
Italy;marketing;GBP;0.0573;single;S26
Italy;utility;GBP;0.0216;single;S26
Italy;authentication;GBP;0.0216;single;S26
Netherlands;marketing;GBP;0.1152;single;S26
Netherlands;utility;GBP;0.0361;single;S26
Netherlands;authentication;GBP;0.0361;single;S26
Spain;marketing;GBP;0.0509;single;S26
Spain;utility;GBP;0.0144;single;S26
Spain;authentication;GBP;0.0144;single;S26
United Kingdom;marketing;GBP;0.0458;single;S26
United Kingdom;utility;GBP;0.0159;single;S26
United Kingdom;authentication;GBP;0.0159;single;S26
North America;marketing;GBP;0.0180;single;S26
North America;utility;GBP;0.0025;single;S26
North America;authentication;GBP;0.0025;single;S26
Rest of Western Europe;marketing;GBP;0.0427;single;S26
Rest of Western Europe;utility;GBP;0.0123;single;S26
Rest of Western Europe;authentication;GBP;0.0123;single;S26
India;marketing;INR;0.8631;high;S29+S30
India;utility;INR;0.1150;high;S29+S30
India;authentication;INR;0.1150;high;S29+S20
`;
