import {
  type Account,
  type Fact,
  HOUR_MS,
  type Instant,
  instantFromMs,
  later,
  type ReportedPricing,
  SECOND_MS,
  wamidFrom,
} from "@casement/engine";

// What the engine is measured on: threads as the digest would hand them over, parsed and in order.

export const MESSAGES = 100;

export const ACCOUNT: Account = { timeZone: "America/Sao_Paulo", currency: "USD", country: "BR" };

const BEGIN = instantFromMs(Date.UTC(2026, 9, 5, 12));

/**
 * A thread of 100 messages of ours, 4 facts each: accepted, sent, delivered with its price, read.
 *
 * The customer writes before every fourth, so windows open and close, and charged templates stand
 * beside answers. `number` gives each thread ids of its own.
 */
export function threadOf(number: number): Fact[] {
  const facts: Fact[] = [];
  for (let index = 0; index < MESSAGES; index++) {
    const at = later(BEGIN, index * 7 * HOUR_MS + number * SECOND_MS);
    if (index % KINDS.length === 0) {
      const id = `in-${number}-${index}`;
      facts.push({ kind: "customer_message", id, at, wamid: wamidFrom(`wamid.${id}`) });
    }
    facts.push(...outbound(`${number}-${index}`, KINDS[index % KINDS.length] ?? "service", at));
  }
  return facts;
}

const KINDS = ["service", "utility", "marketing", "service"] as const;

function outbound(name: string, kind: (typeof KINDS)[number], heardAt: Instant): Fact[] {
  const wamid = wamidFrom(`wamid.out-${name}`);
  const after = (seconds: number): Instant => later(heardAt, seconds * SECOND_MS);
  const pricing: ReportedPricing = {
    model: "PMP",
    category: kind,
    type: "regular",
    billable: true,
  };
  const ours = { kind: "business_message", id: `out-${name}`, at: after(60), wamid } as const;
  const told = { kind: "status_reported", wamid } as const;
  return [
    kind === "service"
      ? { ...ours, content: "free_form" }
      : { ...ours, content: "template", category: kind },
    { ...told, id: `sent-${name}`, at: after(61), status: "sent", pricing },
    { ...told, id: `delivered-${name}`, at: after(62), status: "delivered", pricing },
    { ...told, id: `read-${name}`, at: after(300), status: "read" },
  ];
}
