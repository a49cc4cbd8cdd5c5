import { createHmac } from "node:crypto";
import type { Evidence } from "../evidence.ts";
import { POISON_NUMBER } from "../poison.ts";

/** What was answered 200 is kept, and what is kept was signed (SPEC I1, I2). */
export function postFaults({ acknowledged, posts }: Evidence): string[] {
  const kept = new Set(posts.map(({ body }) => body));
  const lost = acknowledged.filter((body) => !kept.has(body));
  const unsigned = posts.filter(({ bytes, signature }) => {
    const hmac = createHmac("sha256", "storm-app-secret").update(bytes).digest("hex");
    return signature !== `sha256=${hmac}`;
  });
  return [
    ...lost.map((body) => `I1: answered 200 and not kept: ${body.slice(0, 200)}`),
    ...unsigned.map(({ received }) => `I2: kept and not signed, at ${received}`),
  ];
}

/**
 * Each notice of a kept post is a fact, or is listed as not understood; none waits (SPEC I5, I7).
 */
export function conservationFaults({ counts, posts, said }: Evidence): string[] {
  const poisons = new Set(
    posts
      .filter(({ number }) => number === POISON_NUMBER)
      .flatMap(({ body }) => body.match(/wamid\.poison\.\d+/g) ?? []),
  );
  const faults: string[] = [];
  if (counts.pending !== 0) faults.push(`I3: ${counts.pending} posts are not digested`);
  if (counts.facts !== said.notices) {
    faults.push(`I3: ${said.notices} notices became ${counts.facts} facts`);
  }
  if (counts.strange !== poisons.size) {
    faults.push(`I4: ${counts.strange} of ${poisons.size} unreadable notices are listed`);
  }
  return faults;
}
