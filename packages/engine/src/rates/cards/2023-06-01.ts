/**
 * Meta's prices as of 2023-06-01, as far as they were seen; RATES.md names the sources.
 *
 * Columns: market, category, currency, amount, confidence, sources.
 */
export const CARD_2023_06_01: string = `
Argentina;marketing;USD;0.0618;high;S04+S05+S07
Argentina;utility;USD;0.0408;high;S04+S05+S08
Argentina;authentication;USD;0.0367;high;S04+S05+S07
Argentina;service;USD;0.0316;high;S04+S05+S01
Brazil;marketing;USD;0.0625;high;S04+S05+S07
Brazil;utility;USD;0.0350;high;S04+S05+S08
Brazil;authentication;USD;0.0315;high;S04+S05+S07
Brazil;service;USD;0.0300;high;S04+S05+S01
Chile;marketing;USD;0.0889;high;S07+S05
Chile;utility;USD;0.0586;single;S05
Chile;authentication;USD;0.0527;high;S07+S05
Chile;service;USD;0.0454;high;S01+S05
Colombia;marketing;USD;0.0125;high;S04+S05+S07
Colombia;utility;USD;0.0085;high;S04+S05+S08
Colombia;authentication;USD;0.0077;high;S04+S05+S07
Colombia;service;USD;0.0060;high;S04+S05+S01
Egypt;marketing;USD;0.1073;high;S04+S05+S07
Egypt;utility;USD;0.0687;high;S04+S05+S08
Egypt;authentication;USD;0.0618;high;S04+S05+S07
Egypt;service;USD;0.0644;high;S04+S05+S01
France;marketing;USD;0.1432;high;S04+S05+S07
France;utility;USD;0.0768;high;S04+S05+S08
France;authentication;USD;0.0691;high;S04+S05+S07
France;service;USD;0.0859;high;S04+S05+S01
Germany;marketing;USD;0.1365;high;S04+S05+S07
Germany;utility;USD;0.0853;high;S04+S05+S08
Germany;authentication;USD;0.0768;high;S04+S05+S07
Germany;service;USD;0.0819;high;S04+S05+S01
India;marketing;USD;0.0099;high;S04+S05
India;utility;USD;0.0042;high;S04+S05+S08
India;service;USD;0.0040;high;S01+S05
Indonesia;marketing;USD;0.0411;high;S04+S05+S06+S07
Indonesia;utility;USD;0.0200;high;S04+S05+S06+S08
Indonesia;authentication;USD;0.0300;high;S04+S05+S06+S07
Indonesia;service;USD;0.0190;high;S04+S05+S06+S01
Israel;marketing;USD;0.0353;high;S04+S05+S07
Israel;utility;USD;0.0188;high;S04+S05+S08
Israel;authentication;USD;0.0169;high;S04+S05+S07
Israel;service;USD;0.0180;high;S04+S05+S01
Italy;marketing;USD;0.0691;high;S04+S07
Italy;utility;USD;0.0420;high;S04+S08
Italy;authentication;USD;0.0378;high;S04+S07
Italy;service;USD;0.0386;high;S04+S01
Malaysia;marketing;USD;0.0860;high;S04+S06+S07
Malaysia;utility;USD;0.0200;high;S04+S06+S08
Malaysia;authentication;USD;0.0180;high;S04+S06+S07
Malaysia;service;USD;0.0220;high;S04+S06+S01
Mexico;marketing;USD;0.0436;high;S04+S07
Mexico;utility;USD;0.0266;high;S04+S08
Mexico;authentication;USD;0.0239;high;S04+S07
Mexico;service;USD;0.0105;high;S04+S01
Netherlands;marketing;USD;0.1597;high;S04+S07
Netherlands;utility;USD;0.0800;high;S04+S08
Netherlands;authentication;USD;0.0720;high;S04+S07
Netherlands;service;USD;0.0891;high;S04+S01
Nigeria;marketing;USD;0.0516;high;S04+S07
Nigeria;utility;USD;0.0319;high;S04+S08
Nigeria;authentication;USD;0.0287;high;S04+S07
Nigeria;service;USD;0.0310;high;S04+S01
Pakistan;marketing;USD;0.0473;high;S04+S07
Pakistan;utility;USD;0.0253;high;S04+S08
Pakistan;authentication;USD;0.0228;high;S04+S07
Pakistan;service;USD;0.0142;high;S04+S01
Peru;marketing;USD;0.0703;high;S04+S07
Peru;utility;USD;0.0419;high;S04+S08
Peru;authentication;USD;0.0377;high;S04+S07
Peru;service;USD;0.0179;high;S04+S01
Russia;marketing;USD;0.0802;high;S04+S07
Russia;utility;USD;0.0477;high;S04+S08
Russia;authentication;USD;0.0429;high;S04+S07
Russia;service;USD;0.0398;high;S04+S01
Saudi Arabia;marketing;USD;0.0406;single;S04
Saudi Arabia;utility;USD;0.0252;high;S04+S08
Saudi Arabia;authentication;USD;0.0226;high;S04+S07
Saudi Arabia;service;USD;0.0195;high;S04+S01
South Africa;marketing;USD;0.0379;high;S04+S07
South Africa;utility;USD;0.0200;high;S04+S08
South Africa;authentication;USD;0.0180;high;S04+S07
South Africa;service;USD;0.0168;high;S04+S01
Spain;marketing;USD;0.0615;high;S04+S07
Spain;utility;USD;0.0380;high;S04+S08
Spain;authentication;USD;0.0342;high;S04+S07
Spain;service;USD;0.0369;high;S04+S01
Turkey;marketing;USD;0.0109;high;S04+S07
Turkey;utility;USD;0.0093;high;S04+S08
Turkey;authentication;USD;0.0083;high;S04+S07
Turkey;service;USD;0.0030;high;S04+S01
United Arab Emirates;marketing;USD;0.0340;single;S04
United Arab Emirates;utility;USD;0.0198;high;S04+S08
United Arab Emirates;authentication;USD;0.0178;high;S04+S07
United Arab Emirates;service;USD;0.0190;high;S04+S01
United Kingdom;marketing;USD;0.0705;high;S04+S08
United Kingdom;utility;USD;0.0398;high;S04+S08
United Kingdom;authentication;USD;0.0358;high;S04+S07
United Kingdom;service;USD;0.0388;high;S04+S01
North America;marketing;USD;0.0250;high;S04+S07
North America;utility;USD;0.0150;high;S04+S08
North America;authentication;USD;0.0135;high;S04+S07
North America;service;USD;0.0088;high;S04+S01
Rest of Africa;marketing;USD;0.0225;high;S04+S07
Rest of Africa;utility;USD;0.0160;single;S04
Rest of Africa;authentication;USD;0.0144;high;S04+S07
Rest of Africa;service;USD;0.0363;high;S04+S01
Rest of Asia Pacific;marketing;USD;0.0732;high;S04+S07
Rest of Asia Pacific;utility;USD;0.0472;high;S04+S08
Rest of Asia Pacific;authentication;USD;0.0425;high;S04+S07
Rest of Asia Pacific;service;USD;0.0224;high;S04+S01
Rest of Central & Eastern Europe;marketing;USD;0.0860;high;S04+S07
Rest of Central & Eastern Europe;utility;USD;0.0619;high;S04+S08
Rest of Central & Eastern Europe;authentication;USD;0.0557;high;S04+S07
Rest of Central & Eastern Europe;service;USD;0.0250;high;S04+S01
Rest of Latin America;marketing;USD;0.0740;high;S04+S07
Rest of Latin America;utility;USD;0.0494;high;S04+S08
Rest of Latin America;authentication;USD;0.0445;high;S04+S07
Rest of Latin America;service;USD;0.0423;high;S04+S01
Rest of Middle East;marketing;USD;0.0341;high;S04+S07
Rest of Middle East;utility;USD;0.0198;high;S04+S08
Rest of Middle East;authentication;USD;0.0178;high;S04+S07
Rest of Middle East;service;USD;0.0218;high;S04+S01
Rest of Western Europe;marketing;USD;0.0592;high;S04+S07
Rest of Western Europe;utility;USD;0.0420;high;S04+S08
Rest of Western Europe;authentication;USD;0.0378;high;S04+S07
Rest of Western Europe;service;USD;0.0397;high;S04+S01
Other;marketing;USD;0.0604;high;S04+S06+S07
Other;utility;USD;0.0338;high;S04+S06+S08
Other;authentication;USD;0.0304;high;S06+S07
Other;service;USD;0.0145;high;S06+S01
India;marketing;INR;0.7265;single;S37
India;utility;INR;0.3082;single;S37
India;service;INR;0.2906;single;S37
`;
