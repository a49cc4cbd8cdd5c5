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
    return new Intl.NumberFormat("en-GB", { style: "currency", currency }).format(amount);
  } catch {
    // A stranger wrote the currency, and it is none.
    return `${amount} ${currency}`;
  }
}

export function amountFromMicros(micros: number): number {
  return micros / MICROS;
}

function money(amount: number, currency: string, placesMin: number, placesMax: number): string {
  return new Intl.NumberFormat("en-GB", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: placesMin,
    maximumFractionDigits: placesMax,
  }).format(amount);
}
