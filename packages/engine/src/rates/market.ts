import type { Instant } from "../instant.ts";
import { startOfDay } from "../zone.ts";
import { CANADIAN_AREA_CODES } from "./canadian-area-codes.ts";
import { COUNTRIES } from "./countries.ts";

/** What is known of where a customer is: the digits of a phone, or a country (ISO 3166 alpha-2). */
export interface Whereabouts {
  readonly phone?: string | undefined;
  readonly country?: string | undefined;
}

/** The market of a country that the platform's list does not name (SPEC P21). */
export const OTHER_MARKET: string = "Other";

/**
 * The market whose prices a customer has at `at`, or `null` if nothing is known of them (SPEC P21).
 *
 * The calling code decides, with the area code where countries share one. A market that became one
 * of its own did so at 00:00 in the account's zone, as prices do.
 */
export function marketOf(customer: Whereabouts, at: Instant, timeZone = "UTC"): string | null {
  const country = countryOf(customer);
  if (country === null) return null;
  const stays = countries().byName.get(country)?.stays ?? [];
  const stay = stays.findLast(
    (one) => one.from === undefined || at >= startOfDay(one.from, timeZone),
  );
  return stay?.market ?? OTHER_MARKET;
}

/**
 * The country of a customer (ISO 3166 alpha-2), by phone if there is one; `null` if not known.
 *
 * `"ZZ"` is a phone of no country: its market is `Other`.
 */
export function countryOf(customer: Whereabouts): string | null {
  const digits = (customer.phone ?? "").replace(/\D/g, "");
  if (digits === "") return customer.country ?? null;
  const { byCode, codeLengthMax } = countries();
  for (let length = Math.min(codeLengthMax, digits.length); length > 0; length--) {
    const country = byCode.get(digits.slice(0, length));
    if (country === "US" && CANADIAN_AREA_CODES.has(digits.slice(1, 4))) return "CA";
    if (country !== undefined) return country;
  }
  return "ZZ";
}

interface Country {
  readonly codes: readonly string[];
  /** Its markets, oldest first; the first has no first day. */
  readonly stays: readonly { readonly market: string; readonly from: string | undefined }[];
}

interface Countries {
  readonly byName: ReadonlyMap<string, Country>;
  readonly byCode: ReadonlyMap<string, string>;
  readonly codeLengthMax: number;
}

let parsed: Countries | undefined;

/** The table, read when it is first asked for. */
function countries(): Countries {
  parsed ??= parseCountries(COUNTRIES);
  return parsed;
}

function parseCountries(text: string): Countries {
  const byName = new Map<string, Country>();
  const byCode = new Map<string, string>();
  let codeLengthMax = 0;
  for (const line of text.trim().split("\n")) {
    const [name = "", codes = "", first = OTHER_MARKET, ...later] = line.split(";");
    const stays = [
      { market: first, from: undefined },
      ...later.map((stay) => ({ market: stay.slice(11), from: stay.slice(0, 10) })),
    ];
    const country = { codes: codes === "" ? [] : codes.split("/"), stays };
    byName.set(name, country);
    for (const code of country.codes) {
      codeLengthMax = Math.max(codeLengthMax, code.length);
      if (mayName(code, name, byCode.get(code), byName)) byCode.set(code, name);
    }
  }
  return { byName, byCode, codeLengthMax };
}

/**
 * Whether `name` is the country that a shared calling code stands for.
 *
 * The one that the platform lists, for the others need their own prefix; the United States for +1.
 */
function mayName(
  code: string,
  name: string,
  known: string | undefined,
  byName: ReadonlyMap<string, Country>,
): boolean {
  if (known === undefined) return true;
  if (code === "1") return name === "US";
  return byName.get(known)?.stays[0]?.market === OTHER_MARKET;
}
