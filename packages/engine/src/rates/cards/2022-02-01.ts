/**
 * Meta's prices as of 2022-02-01, as far as they were seen; RATES.md names the sources.
 *
 * Columns: market, category, currency, amount, confidence, sources.
 */
export const CARD_2022_02_01: string = `
Argentina;business_initiated;USD;0.0526;high;S01+S02
Argentina;user_initiated;USD;0.0316;high;S01+S02
Brazil;business_initiated;USD;0.0500;high;S01+S02
Brazil;user_initiated;USD;0.0300;high;S01+S02
Chile;business_initiated;USD;0.0757;high;S01+S02
Chile;user_initiated;USD;0.0454;high;S01+S02
Colombia;business_initiated;USD;0.0100;high;S01+S02
Colombia;user_initiated;USD;0.0060;high;S01+S02
Egypt;business_initiated;USD;0.1073;high;S01+S02
Egypt;user_initiated;USD;0.0644;high;S01+S02
France;business_initiated;USD;0.1432;high;S01+S02
France;user_initiated;USD;0.0859;high;S01+S02
Germany;business_initiated;USD;0.1365;high;S01+S02
Germany;user_initiated;USD;0.0819;high;S01+S02
India;business_initiated;USD;0.0066;high;S01+S02
India;user_initiated;USD;0.0040;high;S01+S02
Indonesia;business_initiated;USD;0.0316;high;S01+S02
Indonesia;user_initiated;USD;0.0190;high;S01+S02
Israel;business_initiated;USD;0.0300;high;S01+S02
Israel;user_initiated;USD;0.0180;high;S01+S02
Italy;business_initiated;USD;0.0643;high;S01+S02
Italy;user_initiated;USD;0.0386;high;S01+S02
Malaysia;business_initiated;USD;0.0732;high;S01+S02
Malaysia;user_initiated;USD;0.0220;high;S01+S02
Mexico;business_initiated;USD;0.0349;high;S01+S02
Mexico;user_initiated;USD;0.0105;high;S01+S02
Netherlands;business_initiated;USD;0.1485;high;S01+S02
Netherlands;user_initiated;USD;0.0891;high;S01+S02
Nigeria;business_initiated;USD;0.0516;high;S01+S02
Nigeria;user_initiated;USD;0.0310;high;S01+S02
Pakistan;business_initiated;USD;0.0473;high;S01+S02
Pakistan;user_initiated;USD;0.0142;high;S01+S02
Peru;business_initiated;USD;0.0598;high;S01+S02
Peru;user_initiated;USD;0.0179;high;S01+S02
Russia;business_initiated;USD;0.0663;high;S01+S02
Russia;user_initiated;USD;0.0398;high;S01+S02
Saudi Arabia;business_initiated;USD;0.0325;high;S01+S02
Saudi Arabia;user_initiated;USD;0.0195;high;S01+S02
South Africa;business_initiated;USD;0.0280;high;S01+S02
South Africa;user_initiated;USD;0.0168;high;S01+S02
Spain;business_initiated;USD;0.0615;high;S01+S02
Spain;user_initiated;USD;0.0369;high;S01+S02
Turkey;business_initiated;USD;0.0100;high;S01+S02
Turkey;user_initiated;USD;0.0030;high;S01+S02
United Arab Emirates;business_initiated;USD;0.0316;high;S01+S02
United Arab Emirates;user_initiated;USD;0.0190;high;S01+S02
United Kingdom;business_initiated;USD;0.0647;high;S01+S02
United Kingdom;user_initiated;USD;0.0388;high;S01+S02
North America;business_initiated;USD;0.0147;high;S01+S02
North America;user_initiated;USD;0.0088;high;S01+S02
Rest of Africa;business_initiated;USD;0.1208;high;S01+S02
Rest of Africa;user_initiated;USD;0.0363;high;S01+S02
Rest of Asia Pacific;business_initiated;USD;0.0745;high;S01+S02
Rest of Asia Pacific;user_initiated;USD;0.0224;high;S01+S02
Rest of Central & Eastern Europe;business_initiated;USD;0.0835;high;S01+S02
Rest of Central & Eastern Europe;user_initiated;USD;0.0250;high;S01+S02
Rest of Latin America;business_initiated;USD;0.0706;high;S01+S02
Rest of Latin America;user_initiated;USD;0.0423;high;S01+S02
Rest of Middle East;business_initiated;USD;0.0727;high;S01+S03
Rest of Middle East;user_initiated;USD;0.0218;high;S01+S03
Rest of Western Europe;business_initiated;USD;0.1324;high;S01+S03
Rest of Western Europe;user_initiated;USD;0.0397;high;S01+S03
Other;business_initiated;USD;0.0483;high;S01+S03
Other;user_initiated;USD;0.0145;high;S01+S03
Argentina;business_initiated;EUR;0.0436;single;S03
Argentina;user_initiated;EUR;0.0261;single;S03
Brazil;business_initiated;EUR;0.0414;single;S03
Brazil;user_initiated;EUR;0.0248;single;S03
Chile;business_initiated;EUR;0.0627;single;S03
Chile;user_initiated;EUR;0.0376;single;S03
Colombia;business_initiated;EUR;0.0083;single;S03
Colombia;user_initiated;EUR;0.0050;single;S03
Egypt;business_initiated;EUR;0.0889;single;S03
Egypt;user_initiated;EUR;0.0533;single;S03
France;business_initiated;EUR;0.1186;single;S03
France;user_initiated;EUR;0.0712;single;S03
Germany;business_initiated;EUR;0.1131;single;S03
Germany;user_initiated;EUR;0.0679;single;S03
India;business_initiated;EUR;0.0055;single;S03
India;user_initiated;EUR;0.0033;single;S03
Indonesia;business_initiated;EUR;0.0262;single;S03
Indonesia;user_initiated;EUR;0.0157;single;S03
Israel;business_initiated;EUR;0.0248;single;S03
Israel;user_initiated;EUR;0.0149;single;S03
Italy;business_initiated;EUR;0.0532;single;S03
Italy;user_initiated;EUR;0.0319;single;S03
Malaysia;business_initiated;EUR;0.0606;single;S03
Malaysia;user_initiated;EUR;0.0182;single;S03
Mexico;business_initiated;EUR;0.0289;single;S03
Mexico;user_initiated;EUR;0.0087;single;S03
Netherlands;business_initiated;EUR;0.1230;single;S03
Netherlands;user_initiated;EUR;0.0738;single;S03
Nigeria;business_initiated;EUR;0.0428;single;S03
Nigeria;user_initiated;EUR;0.0257;single;S03
Pakistan;business_initiated;EUR;0.0392;single;S03
Pakistan;user_initiated;EUR;0.0118;single;S03
Peru;business_initiated;EUR;0.0495;single;S03
Peru;user_initiated;EUR;0.0149;single;S03
Russia;business_initiated;EUR;0.0549;single;S03
Russia;user_initiated;EUR;0.0329;single;S03
Saudi Arabia;business_initiated;EUR;0.0269;single;S03
Saudi Arabia;user_initiated;EUR;0.0161;single;S03
South Africa;business_initiated;EUR;0.0232;single;S03
South Africa;user_initiated;EUR;0.0139;single;S03
Spain;business_initiated;EUR;0.0509;single;S03
Spain;user_initiated;EUR;0.0305;single;S03
Turkey;business_initiated;EUR;0.0083;single;S03
Turkey;user_initiated;EUR;0.0025;single;S03
United Arab Emirates;business_initiated;EUR;0.0262;single;S03
United Arab Emirates;user_initiated;EUR;0.0157;single;S03
United Kingdom;business_initiated;EUR;0.0536;single;S03
United Kingdom;user_initiated;EUR;0.0321;single;S03
North America;business_initiated;EUR;0.0122;single;S03
North America;user_initiated;EUR;0.0073;single;S03
Rest of Africa;business_initiated;EUR;0.1001;single;S03
Rest of Africa;user_initiated;EUR;0.0300;single;S03
Rest of Asia Pacific;business_initiated;EUR;0.0617;single;S03
Rest of Asia Pacific;user_initiated;EUR;0.0185;single;S03
Rest of Central & Eastern Europe;business_initiated;EUR;0.0602;conflict;S03
Rest of Central & Eastern Europe;user_initiated;EUR;0.0207;single;S03
Rest of Latin America;business_initiated;EUR;0.0584;single;S03
Rest of Latin America;user_initiated;EUR;0.0351;single;S03
Rest of Middle East;business_initiated;EUR;0.0602;single;S03
Rest of Middle East;user_initiated;EUR;0.0181;single;S03
Rest of Western Europe;business_initiated;EUR;0.1096;single;S03
Rest of Western Europe;user_initiated;EUR;0.0329;single;S03
Other;business_initiated;EUR;0.0400;single;S03
Other;user_initiated;EUR;0.0120;single;S03
`;
