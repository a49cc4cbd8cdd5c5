import {
  type Account,
  type Instant,
  marketOf,
  type RateRow,
  type Thread,
  type Usage,
} from "@casement/engine";
import { META_RATE_ROWS, metaRates } from "@casement/engine/rates";
import type { SendingShape } from "../api/shapes.ts";

/**
 * All that the composer's `decideSend` takes: the same values from which the gate decides, so that
 * the two say the same.
 */
export function sendingShape(
  thread: Thread,
  { account, usage, now }: { account: Account; usage: Usage; now: Instant },
): SendingShape {
  const { state, phone, country, blocked, consent, heardSince } = thread;
  const customer = {
    ...(phone === undefined ? {} : { phone }),
    ...(country === undefined ? {} : { country }),
  };
  const market = marketOf(customer, now, account.timeZone);
  return {
    state: { ...state },
    blocked,
    consent: { ...consent },
    phone: phone ?? null,
    country: country ?? null,
    heard_since_ms: heardSince ?? null,
    account: { ...account },
    usage: { freeUnitsUsed: usage.freeUnitsUsed },
    rates: ratesInForce(market, account, now).map((row) => ({ ...row })),
  };
}

/** The prices that stand now. What is not known now is not sent, or the composer would know it. */
function ratesInForce(market: string | null, account: Account, now: Instant): RateRow[] {
  if (market === null) return [];
  const { currency, timeZone } = account;
  const own = META_RATE_ROWS.filter((row) => row.market === market && row.currency === currency);
  const categories = new Set(own.map((row) => row.category));
  return [...categories].flatMap(
    (category) => metaRates.rateAt({ at: now, timeZone, market, category, currency }) ?? [],
  );
}
