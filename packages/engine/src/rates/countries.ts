/**
 * Every country with its calling codes and its market; RATES.md names the sources.
 *
 * Columns: ISO 3166 alpha-2; calling codes, with the network prefix where that tells the country
 * apart (`/` between several, nothing where there is none); the market, and each later one with its
 * first day.
 */
export const COUNTRIES: string = `
AD;376;Other
AE;971;United Arab Emirates
AF;93;Rest of Asia Pacific
AG;1268;Other
AI;1264;Other
AL;355;Rest of Central & Eastern Europe
AM;374;Rest of Central & Eastern Europe
AO;244;Rest of Africa
AQ;;Other
AR;54;Argentina
AS;1684;Other
AT;43;Rest of Western Europe
AU;61;Rest of Asia Pacific
AW;297;Other
AX;358;Other
AZ;994;Rest of Central & Eastern Europe
BA;387;Other
BB;1246;Other
BD;880;Rest of Asia Pacific;2026-10-01 Bangladesh
BE;32;Rest of Western Europe
BF;226;Rest of Africa
BG;359;Rest of Central & Eastern Europe
BH;973;Rest of Middle East
BI;257;Rest of Africa
BJ;229;Rest of Africa
BL;590;Other
BM;1441;Other
BN;673;Other
BO;591;Rest of Latin America
BQ;599;Other
BR;55;Brazil
BS;1242;Other
BT;975;Other
BV;;Other
BW;267;Rest of Africa
BY;375;Rest of Central & Eastern Europe
BZ;501;Other
CA;1;North America
CC;61;Other
CD;243;Other
CF;236;Other
CG;242;Rest of Africa
CH;41;Rest of Western Europe
CI;225;Rest of Africa
CK;682;Other
CL;56;Chile
CM;237;Rest of Africa
CN;86;Rest of Asia Pacific
CO;57;Colombia
CR;506;Rest of Latin America
CU;53;Other
CV;238;Other
CW;599;Other
CX;61;Other
CY;357;Other
CZ;420;Rest of Central & Eastern Europe
DE;49;Germany
DJ;253;Other
DK;45;Rest of Western Europe
DM;1767;Other
DO;1809/1829/1849;Rest of Latin America
DZ;213;Rest of Africa
EC;593;Rest of Latin America
EE;372;Other
EG;20;Egypt
EH;212;Other
ER;291;Rest of Africa
ES;34;Spain
ET;251;Rest of Africa
FI;358;Rest of Western Europe
FJ;679;Other
FK;500;Other
FM;691;Other
FO;298;Other
FR;33;France
GA;241;Rest of Africa
GB;44;United Kingdom
GD;1473;Other
GE;995;Rest of Central & Eastern Europe
GF;594;Other
GG;44;Other
GH;233;Rest of Africa
GI;350;Other
GL;299;Other
GM;220;Rest of Africa
GN;224;Other
GP;590;Other
GQ;240;Other
GR;30;Rest of Central & Eastern Europe
GS;;Other
GT;502;Rest of Latin America
GU;1671;Other
GW;245;Rest of Africa
GY;592;Other
HK;852;Rest of Asia Pacific;2026-07-01 Hong Kong
HM;;Other
HN;504;Rest of Latin America
HR;385;Rest of Central & Eastern Europe
HT;509;Rest of Latin America
HU;36;Rest of Central & Eastern Europe;2026-07-01 Hungary
ID;62;Indonesia
IE;353;Rest of Western Europe
IL;972;Israel
IM;44;Other
IN;91;India
IO;246;Other
IQ;964;Rest of Middle East;2026-10-01 Iraq
IR;98;Other
IS;354;Other
IT;39;Italy
JE;44;Other
JM;1658/1876;Rest of Latin America
JO;962;Rest of Middle East
JP;81;Rest of Asia Pacific
KE;254;Rest of Africa
KG;996;Other
KH;855;Rest of Asia Pacific
KI;686;Other
KM;269;Other
KN;1869;Other
KP;850;Other
KR;82;Other
KW;965;Rest of Middle East;2026-10-01 Kuwait
KY;1345;Other
KZ;76/77;Other;2026-10-01 Kazakhstan
LA;856;Rest of Asia Pacific
LB;961;Rest of Middle East
LC;1758;Other
LI;423;Other
LK;94;Rest of Asia Pacific;2026-10-01 Sri Lanka
LR;231;Rest of Africa
LS;266;Rest of Africa
LT;370;Rest of Central & Eastern Europe
LU;352;Other
LV;371;Rest of Central & Eastern Europe
LY;218;Rest of Africa
MA;212;Rest of Africa;2026-10-01 Morocco
MC;377;Other
MD;373;Rest of Central & Eastern Europe
ME;382;Other
MF;590;Other
MG;261;Rest of Africa
MH;692;Other
MK;389;Rest of Central & Eastern Europe
ML;223;Rest of Africa
MM;95;Other
MN;976;Rest of Asia Pacific
MO;853;Other
MP;1670;Other
MQ;596;Other
MR;222;Rest of Africa
MS;1664;Other
MT;356;Other
MU;230;Other
MV;960;Other
MW;265;Rest of Africa
MX;52;Mexico
MY;60;Malaysia
MZ;258;Rest of Africa
NA;264;Rest of Africa
NC;687;Other
NE;227;Rest of Africa
NF;672;Other
NG;234;Nigeria
NI;505;Rest of Latin America
NL;31;Netherlands
NO;47;Rest of Western Europe
NP;977;Rest of Asia Pacific;2026-10-01 Nepal
NR;674;Other
NU;683;Other
NZ;64;Rest of Asia Pacific
OM;968;Rest of Middle East;2026-10-01 Oman
PA;507;Rest of Latin America
PE;51;Peru
PF;689;Other
PG;675;Rest of Asia Pacific
PH;63;Rest of Asia Pacific
PK;92;Pakistan
PL;48;Rest of Central & Eastern Europe;2026-07-01 Poland
PM;508;Other
PN;;Other
PR;1787/1939;Rest of Latin America
PS;970;Other
PT;351;Rest of Western Europe
PW;680;Other
PY;595;Rest of Latin America
QA;974;Rest of Middle East;2026-07-01 Qatar
RE;262;Other
RO;40;Rest of Central & Eastern Europe;2026-07-01 Romania
RS;381;Rest of Central & Eastern Europe
RU;7;Russia
RW;250;Rest of Africa
SA;966;Saudi Arabia
SB;677;Other
SC;248;Other
SD;249;Rest of Africa
SE;46;Rest of Western Europe
SG;65;Rest of Asia Pacific;2026-07-01 Singapore
SH;290;Other
SI;386;Rest of Central & Eastern Europe
SJ;47;Other
SK;421;Rest of Central & Eastern Europe
SL;232;Rest of Africa
SM;378;Other
SN;221;Rest of Africa
SO;252;Rest of Africa
SR;597;Other
SS;211;Rest of Africa
ST;239;Other
SV;503;Rest of Latin America
SX;1721;Other
SY;963;Other
SZ;268;Rest of Africa
TC;1649;Other
TD;235;Rest of Africa
TF;;Other
TG;228;Rest of Africa
TH;66;Rest of Asia Pacific
TJ;992;Rest of Asia Pacific
TK;690;Other
TL;670;Other
TM;993;Rest of Asia Pacific
TN;216;Rest of Africa
TO;676;Other
TR;90;Turkey
TT;1868;Other
TV;688;Other
TW;886;Rest of Asia Pacific
TZ;255;Rest of Africa
UA;380;Rest of Central & Eastern Europe;2026-10-01 Ukraine
UG;256;Rest of Africa
UM;;Other
US;1;North America
UY;598;Rest of Latin America
UZ;998;Rest of Asia Pacific
VA;39;Other
VC;1784;Other
VE;58;Rest of Latin America
VG;1284;Other
VI;1340;Other
VN;84;Rest of Asia Pacific
VU;678;Other
WF;681;Other
WS;685;Other
XK;383;Other
YE;967;Rest of Middle East
YT;262;Other
ZA;27;South Africa
ZM;260;Rest of Africa
ZW;263;Other;2025-10-01 Rest of Africa
`;
