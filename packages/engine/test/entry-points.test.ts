import { test } from "node:test";
import { check } from "./table.ts";

// SPEC, Entry points.

test("[E1] an ad and a page's button offer a free entry point, a post and a desktop do not", () => {
  const table = (how: string, opened: string): string => `
    heard 0:00 ${how}
    m1 free_form 1:00
    m1 delivered 1:00
    m1 opens ${opened}
  `;
  check(table("ad", "referral_conversion 1:00 to 73:00 free"));
  check(table("page_cta", "referral_conversion 1:00 to 73:00 free"));
  check(table("post", "service 1:00 to 25:00 undecided"));
  check(table("ad web", "service 1:00 to 25:00 undecided"));
});

test("[E2] an answer sent within 24 hours of the click opens it, and not at the 24th", () => {
  check(`
    heard 0:00 ad
    m1 marketing 23:59:59
    m1 delivered 26:00
    m1 opens referral_conversion 26:00 to 98:00 free
  `);
  check(`
    heard 0:00 ad
    m1 marketing 24:00
    m1 delivered 24:00
    m1 opens marketing 24:00 to 48:00 charged
  `);
});

test("[E2] a message of the customer's in between does not extend the offer, unless set to", () => {
  const table = (opened: string): string => `
    heard  0:00 ad
    heard 20:00
    m1 free_form 25:00
    m1 delivered 25:00
    m1 opens ${opened}
  `;
  check(table("service 25:00 to 49:00 undecided"));
  check(table("referral_conversion 25:00 to 97:00 free"), {
    assumptions: { entryPointOffered: "in_window" },
  });
});

test("[E2] an answer between two clicks is an answer to the first", () => {
  check(`
    heard 0:00 ad
    m1 free_form 1:00
    heard 2:00 ad
    m1 delivered 3:00
    m1 opens referral_conversion 3:00 to 75:00 free
  `);
});

test("[E2] what was sent before the click is no answer to it", () => {
  check(`
    m1 marketing 0:00
    heard 1:00 ad
    m1 delivered 2:00
    m1 opens marketing 2:00 to 3:00 charged
    m2 free_form 3:00
    m2 delivered 3:00
    m2 opens referral_conversion 3:00 to 75:00 free
  `);
});

test("[E3] it begins at the delivery of the answer, and from 2025-07-01 at its sending", () => {
  check(`
    on 2025-06-29
    heard 0:00 ad
    m1 free_form 1:00
    m1 delivered 2:00
    m1 opens referral_conversion 2:00 to 74:00 free
  `);
  check(`
    on 2025-07-01
    heard 0:00 ad
    m1 free_form 1:00
    m1 sent 1:00:01
    m1 delivered 2:00
    m1 opens referral_conversion 1:00:01 to 73:00:01 free
  `);
});

test("[E4] it lasts 24 hours, from 2023-03-01 72 hours, from 2026-09-28 up to 7 days", () => {
  const table = (day: string, until: string): string => `
    on ${day}
    heard 0:00 ad
    m1 free_form 1:00
    m1 delivered 1:00
    m1 opens referral_conversion 1:00 to ${until} free
  `;
  check(table("2023-02-28", "25:00"));
  check(table("2023-03-01", "73:00"));
  check(table("2026-09-27", "73:00"));
  check(table("2026-09-28", "169:00"));
});

test("[E5] it closes what else is open, and nothing opens in it", () => {
  check(`
    m1 marketing 0:00
    m1 delivered 0:00
    heard 1:00 ad
    m2 free_form 2:00
    m2 delivered 2:00
    m3 utility 3:00
    m3 delivered 3:00
    m1 opens marketing 0:00 to 2:00 charged
    m2 opens referral_conversion 2:00 to 74:00 free
    m3 opens nothing
    m3 in referral_conversion
    open at 3:00 referral_conversion
    m4 utility 74:00
    m4 delivered 74:00
    m4 opens utility 74:00 to 98:00 charged
  `);
});

test("[E5] what opened while the answer was on its way is closed as it opened", () => {
  check(`
    on 2025-08-11
    m2 marketing 0:30
    heard 1:00 ad
    m1 free_form 1:05
    m2 delivered 1:10
    m1 delivered 1:20
    m1 opens referral_conversion 1:05 to 73:05 free
    m2 opens marketing 1:10 to 1:10 undecided
  `);
});

test("[E6] everything in it is free but the business agent", () => {
  check(`
    on 2026-10-12
    heard 0:00 ad
    m1 free_form 1:00
    m1 delivered 1:00
    m2 marketing 100:00
    m2 delivered 100:00
    m3 free_form 101:00 agent
    m3 delivered 101:00
    m1 is PMP referral_conversion free_entry_point free
    m2 is PMP referral_conversion free_entry_point free
    m3 is PMP meta_business_agent - charged
  `);
  check(`
    heard 0:00 ad
    m1 free_form 1:00
    m1 delivered 1:00
    m2 marketing 2:00
    m2 delivered 2:00
    m1 is CBP referral_conversion - free
    m2 is CBP referral_conversion - free
  `);
});

test("[E7] its end is what the platform says, when it says it", () => {
  check(`
    on 2026-09-28
    heard 12:00 ad
    m1 free_form 13:00
    m1 sent 13:00 ends=85:00 origin=referral_conversion
    m1 delivered 13:00:03
    m1 opens referral_conversion 13:00 to 85:00 free
    m2 marketing 85:00
    m2 delivered 85:00
    m2 is PMP marketing regular charged
  `);
});

test("[E8] an answer uses the offer up; a click in an entry point restarts nothing", () => {
  check(`
    heard 0:00 ad
    m1 free_form 1:00
    m1 delivered 1:00
    heard 60:00 ad
    m2 free_form 61:00
    m2 delivered 61:00
    m2 in referral_conversion
    m3 free_form 74:00
    m3 delivered 74:00
    m3 opens service 74:00 to 98:00 undecided
  `);
});

test("[E8] a click inside an entry point that is answered after its end opens the next", () => {
  check(`
    heard 0:00 ad
    m1 free_form 1:00
    m1 delivered 1:00
    heard 60:00 ad
    m2 free_form 74:00
    m2 delivered 74:00
    m2 opens referral_conversion 74:00 to 146:00 free
  `);
});

test("[E8] an answer sent inside an entry point and delivered after it opens no other", () => {
  check(`
    heard 0:00 ad
    m1 free_form 1:00
    m1 delivered 1:00
    heard 60:00 ad
    m2 free_form 72:30
    m2 delivered 73:30
    m2 opens service 73:30 to 97:30 undecided
  `);
});

test("[E8] one click is one entry point, even if it is reported to end early", () => {
  check(`
    heard 0:00 ad
    m1 free_form 1:00
    m1 sent 1:00 ends=2:00
    m1 delivered 1:00
    m2 free_form 3:00
    m2 delivered 3:00
    m1 opens referral_conversion 1:00 to 2:00 free
    m2 opens service 3:00 to 27:00 undecided
  `);
});

test("[E8] a reaction is no answer", () => {
  check(`
    heard 0:00 ad
    m1 reaction 1:00
    m1 delivered 1:00
    m2 free_form 2:00
    m2 delivered 2:00
    m1 opens nothing
    m2 opens referral_conversion 2:00 to 74:00 free
  `);
});

test("[E9] a message reported free by entry point opens one without a click", () => {
  check(`
    on 2025-08-11
    heard 0:00
    m1 free_form 1:00
    m1 sent 1:00 priced=PMP/referral_conversion/free_entry_point/false
    m1 delivered 1:01 priced=PMP/referral_conversion/free_entry_point/false
    m1 opens referral_conversion 1:01 to 73:01 free
    m2 marketing 2:00
    m2 delivered 2:00
    m2 is PMP referral_conversion free_entry_point free
  `);
});

test("[E2] where the offer lasts as the window does, calls extend it and reactions do not", () => {
  const inWindow = { assumptions: { entryPointOffered: "in_window" } } as const;
  const table = (between: string, opened: string): string => `
    on 2024-12-02
    heard  0:00 ad
    ${between}
    m1 marketing 30:00
    m1 delivered 30:00
    m1 opens ${opened}
  `;
  check(table("called 20:00", "referral_conversion 30:00 to 102:00 free"), inWindow);
  check(table("heard 20:00 reaction", "marketing 30:00 to 54:00 charged"), inWindow);
  check(table("heard 24:00", "referral_conversion 30:00 to 102:00 free"), inWindow);
});

test("[E3] an answer that arrives after the entry point would have ended opens none", () => {
  const table = (delivered: string, opened: string): string => `
    on 2025-08-10
    heard 0:00 ad
    m1 marketing 1:00
    m1 delivered ${delivered}
    m1 opens ${opened}
  `;
  check(table("72:59:59", "referral_conversion 1:00 to 73:00 free"));
  check(table("73:00", "marketing 73:00 to 97:00 undecided"));
});

test("[E9] free by entry point is free by entry point, in whatever category", () => {
  check(`
    on 2026-10-20
    m1 delivered 1:00 priced=PMP/a_new_word/free_entry_point/false
    m1 opens referral_conversion 1:00 to 169:00 free
    m1 is PMP unknown free_entry_point free
  `);
});

test("[E10] who clicks at a desk gets no entry point, as the platform's word on each tells", () => {
  check(`
    heard 0:00 ad
    m1 utility 0:00
    m1 sent 0:00 origin=utility priced=CBP/utility/-/true
    m1 delivered 0:01 origin=utility priced=CBP/utility/-/true
    m1 opens utility 0:01 to 24:01 charged
    m2 free_form 1:00
    m2 delivered 1:00 origin=utility priced=CBP/utility/-/true
    m2 in utility
    m2 is CBP utility - free
    m3 marketing 2:00
    m3 delivered 2:00 origin=marketing priced=CBP/marketing/-/true
    m3 opens marketing 2:00 to 26:00 charged
  `);
});

test("[E10] a charged message, or one of another type, is in no entry point that is open", () => {
  const table = (day: string, said: string, opened: string): string => `
    on ${day}
    heard 0:00 ad
    m1 free_form 1:00
    m1 delivered 1:00
    m2 marketing 2:00
    m2 delivered 2:00 ${said}
    m2 opens ${opened}
    m3 free_form 3:00
    m3 delivered 3:00
    m3 in marketing
  `;
  check(table("2023-07-10", "priced=CBP/marketing/-/true", "marketing 2:00 to 26:00 charged"));
  check(
    table(
      "2025-08-11",
      "priced=PMP/service/free_customer_service",
      "marketing 2:00 to 26:00 undecided",
    ),
  );
});

test("[E10] what is said before a delivery does not speak of what opened meanwhile", () => {
  check(`
    m1 marketing 0:00
    m1 sent 0:00 origin=marketing priced=CBP/marketing/-/true
    heard 1:00 ad
    m2 free_form 2:00
    m2 delivered 2:00
    m1 delivered 3:00
    m1 in referral_conversion
  `);
});

test("[E10] what the agent costs says nothing of an entry point", () => {
  check(`
    on 2026-08-11
    heard 0:00 ad
    m1 free_form 1:00 agent
    m1 delivered 1:00 priced=PMP/service/regular/true
    m1 opens referral_conversion 1:00 to 73:00 free
  `);
});

test("[E10] what is said of a delivery ends no entry point that opened after it", () => {
  check(`
    m2 delivered 0:30 priced=CBP/a_new_word/-/true
    heard 1:00 ad
    m1 free_form 1:00
    m1 delivered 1:00
    m2 marketing 2:00
    m2 in referral_conversion
    m1 opens referral_conversion 1:00 to 73:00 free
  `);
});
