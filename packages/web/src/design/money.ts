const MICROS = 1_000_000;

/** `$0.0388`, `$0.0113525`: at least four places, for a message costs less than a cent. */
export function priceWords(amount: number, currency: string): string {
  return money(amount, currency, 4, 6);
}

/** A sum or a part of `whole`, all with as many places as the whole needs: `$0.2035`, `$212.40`. */
export function totalWords(amount: number, currency: string, whole: number): string {
  const places = whole >= 100 ? 2 : 4;
  return money(amount, currency, places, places);
}

/** What goods cost, with the places that people are used to: `£4.50`. */
export function goodsWords(amount: number, currency: string): string {
  try {
    return formatOf({ style: "currency", currency }).format(amount);
  } catch {
    // A stranger wrote the currency, and it is none.
    return `${amount} ${currency}`;
  }
}

export function amountFromMicros(micros: number): number {
  return micros / MICROS;
}

function money(amount: number, currency: string, placesMin: number, placesMax: number): string {
  return formatOf({
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: placesMin,
    maximumFractionDigits: placesMax,
  }).format(amount);
}

/** Formats are few, and dear to make: 70 µs, for each amount of a page, and with each second. */
const FORMATS = new Map<string, Intl.NumberFormat>();

function formatOf(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  let found = FORMATS.get(key);
  if (found === undefined) {
    found = new Intl.NumberFormat("en-GB", options);
    FORMATS.set(key, found);
  }
  return found;
}
