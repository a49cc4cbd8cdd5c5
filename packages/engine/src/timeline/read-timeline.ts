import type { Account } from "../account.ts";
import type { Instant } from "../instant.ts";
import { countryOf } from "../rates/market.ts";
import { isTimeZone } from "../zone.ts";
import { type Fault, Fields } from "./fields.ts";
import { type ListedFact, readDraft, readEnds, readFact } from "./read-fact.ts";
import {
  type Ends,
  type Question,
  type ThreadFact,
  type Timeline,
  whereaboutsOf,
} from "./timeline.ts";

/** A timeline, or the first thing that is wrong with it. */
export type TimelineReading =
  | { readonly ok: true; readonly timeline: Timeline }
  | { readonly ok: false; readonly fault: Fault };

/** Reads parsed JSON as a timeline. */
export function readTimeline(given: unknown): TimelineReading {
  const faults: Fault[] = [];
  const fields = new Fields(given, "", faults);
  if (faults.length === 0) {
    for (const name of ["account", "facts"])
      if (!fields.has(name)) fields.fault(name, "is missing");
  }
  const account = fields.object("account") ?? new Fields({}, "account", []);
  const countries = readCountries(fields.object("customers"));
  const timeline: Timeline = {
    account: readAccount(account),
    rates: fields.choiceIf("rates", ["meta", "none"]) ?? "meta",
    freeUnitsUsed: readFreeUnits(account),
    tierUnitsUsed: readCounts(account.object("tierUnitsUsed")),
    countries,
    facts: readFacts(fields.list("facts")).map((one) => withCountry(one, countries)),
    questions: fields.list("questions").map(readQuestion),
  };
  const fault = faults[0];
  return fault === undefined ? { ok: true, timeline } : { ok: false, fault };
}

function readAccount(fields: Fields): Account {
  return {
    timeZone: fields.textLike("timeZone", isTimeZone, "must be an IANA time zone"),
    currency: fields.textLike("currency", isCurrency, "must be an ISO 4217 code"),
    country: fields.textLikeIf("country", isCountry, NO_COUNTRY),
    authInternationalFrom: readStarts(fields.object("authInternationalFrom")),
    partnerServed: fields.flagIf("partnerServed"),
    exempt: fields.flagIf("exempt"),
    paymentMethod: fields.flagIf("paymentMethod"),
  };
}

function readStarts(fields: Fields | undefined): Record<string, Instant> | undefined {
  if (fields === undefined) return undefined;
  const starts: Record<string, Instant> = {};
  for (const country of fields.names()) {
    if (isCountry(country)) starts[country] = fields.instant(country);
    else fields.fault(country, NO_COUNTRY);
  }
  return starts;
}

function readFreeUnits(fields: Fields): number | Map<string, number> {
  if (fields.holds("freeUnitsUsed", "object")) return readCounts(fields.object("freeUnitsUsed"));
  return fields.countIf("freeUnitsUsed") ?? 0;
}

function readCounts(fields: Fields | undefined): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of fields?.names() ?? []) counts.set(name, fields?.countIf(name) ?? 0);
  return counts;
}

function readCountries(fields: Fields | undefined): Map<string, string> {
  const countries = new Map<string, string>();
  for (const customer of fields?.names() ?? []) {
    const country = fields?.object(customer)?.textLikeIf("country", isCountry, NO_COUNTRY);
    if (country !== undefined) countries.set(customer, country);
  }
  return countries;
}

function readQuestion(fields: Fields): Question {
  return { at: fields.instant("at"), ...readEnds(fields), draft: readDraft(fields) };
}

/** A status is of the thread that its message is of, wherever in the list that one stands. */
function readFacts(list: readonly Fields[]): ThreadFact[] {
  const listed = list.map((fields) => ({ fields, one: readFact(fields) }));
  const endsOf = new Map<string, Ends>();
  const saidOf = new Map<string, string>();
  for (const { fields, one } of listed) {
    if (one.kind === "status" || !("wamid" in one.fact)) continue;
    if (one.fact.kind === "customer_message") continue;
    const message = one.fact.wamid;
    const said = JSON.stringify(one);
    if ((saidOf.get(message) ?? said) !== said) {
      fields.fault("id", "is that of another message, and this one says otherwise");
    }
    saidOf.set(message, said);
    endsOf.set(message, { number: one.number, customer: one.customer });
  }
  return listed.map(({ fields, one }) => threadFactFrom(one, fields, endsOf));
}

function threadFactFrom(
  one: ListedFact,
  fields: Fields,
  endsOf: ReadonlyMap<string, Ends>,
): ThreadFact {
  if (one.kind === "thread") return one;
  const ends = endsOf.get(one.message);
  if (ends === undefined && one.message !== "") {
    fields.fault("message", "is the id of no message in the timeline");
  }
  return { ...(ends ?? { number: "", customer: "" }), fact: one.fact };
}

/** Where the customer is decides whether a code to them is an international one (SPEC C10). */
function withCountry(one: ThreadFact, countries: ReadonlyMap<string, string>): ThreadFact {
  if (one.fact.kind !== "business_message") return one;
  const country = countryOf(whereaboutsOf(one.customer, countries)) ?? undefined;
  return { ...one, fact: { ...one.fact, country } };
}

function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}

function isCountry(text: string): boolean {
  return /^[A-Z]{2}$/.test(text);
}

const NO_COUNTRY = "must be an ISO 3166 country of two letters";
