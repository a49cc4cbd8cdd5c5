import type { TemplateCategory } from "./facts.ts";

/** The categories that a template can be submitted as. */
export type SubmittedCategory = Extract<
  TemplateCategory,
  "marketing" | "utility" | "authentication"
>;

/** What the platform will probably take a template for, and the words that say so. */
export interface CategoryAdvice {
  readonly category: SubmittedCategory;
  readonly because: readonly string[];
}

/**
 * Which category a template's words call for (SPEC P25): authentication, else marketing if anything
 * promotes, else utility if it is about something of the customer's, else marketing.
 *
 * Words in English, and a reading of the platform's examples: advice, and never a refusal. Mixed
 * content is marketing by the platform's own rule, so one promoting word outweighs all others.
 */
export function adviseCategory(text: string): CategoryAdvice {
  const code = wordsOf(text, AUTHENTICATION);
  const promotes = wordsOf(text, PROMOTION);
  if (code.length > 0 && promotes.length === 0)
    return { category: "authentication", because: code };
  if (promotes.length > 0) return { category: "marketing", because: promotes };
  const concerns = wordsOf(text, CONCERN);
  if (concerns.length > 0) return { category: "utility", because: concerns };
  return { category: "marketing", because: ["nothing says that it is about the customer's own"] };
}

function wordsOf(text: string, patterns: readonly RegExp[]): string[] {
  const plain = text
    .toLowerCase()
    .replace(/[{}]/g, " ")
    .replace(/[\s_]+/g, " ");
  return patterns.flatMap((pattern) => pattern.exec(plain)?.[0].trim() ?? []);
}

/** A code to prove who one is. */
const AUTHENTICATION: readonly RegExp[] = [
  /\b(verification|one-time|security|access|confirmation) (code|passcode|pin|password)\b/,
  /\b(login|log-in|sign-in) (code|passcode|pin|password)\b/,
  /\botp\b/,
  /\b(code|passcode)\b.{0,60}\b(expires|do not share|don't share)\b/,
  /\bis your\b.{0,40}\bcode\b/,
];

/** What makes people buy, come back, join or give, even if they asked for it. */
const PROMOTION: readonly RegExp[] = [
  /\b\d+ ?% ?off\b|\b(percent|dollars|euros) off\b|\boff your\b/,
  /\b(discount|coupon|voucher|promo(tion|tional)?|special offer|exclusive offer|great deals?)\b/,
  /\b(on sale|sale (ends|starts|is)|black friday|clearance|limited time|offer ends|last chance)\b/,
  /\b(new|newest|latest) (arrivals?|collection|product|products|menu|resort|store|tower|season)\b/,
  /\b(introducing|did you know|looking for|don't miss|do not miss|treat yourself)\b/,
  /\bupgrade to\b|\b(enjoy|explore|unlock) (new|more|better|our|a better)\b/,
  /\b(left|waiting|still) .{0,30}\bin your (cart|basket)\b|\bsaved (them|it) for you\b/,
  /\b(shop|buy|order|book|subscribe|renew) (now|today)\b|\brenew\b.{0,30}\b(save|enjoy)\b/,
  /\b(refer|invite) (a |your )?friends?\b|\byou both (get|earn)\b/,
  /\bfriend\b.{0,40}\b(joined|earn)\b/,
  /\b(donate|donations?|contribute now|fundrais\w+|support our cause)\b/,
  /\b(christmas|diwali|eid|new year|easter|valentine'?s|holiday season)\b/,
  /\b(download|try) (it|our app|the app)\b|\bin our app today\b/,
  /\b(credit|bonus|points|gift)\b.{0,40}\byour account\b.{0,30}\b(available|use|spend)\b/,
  /\b(discover|recommend\w*|you (may|might) (also )?like|virtual assistant)\b/,
  /\bwe miss(ed)? you(?! at your)\b|\bjoin (us|our)\b/,
];

/** What the customer asked for, has, or must know. */
const CONCERN: readonly RegExp[] = [
  /\border(ed)?\b/,
  /\b(package|parcel|delivery|delivered|shipped|shipment|tracking|courier|pick-?up)\b/,
  /\b(appointment|booking|booked|reservation|scheduled|reschedule|itinerary|check-in|flight)\b/,
  /\b(payment|invoice|bill|billed|receipt|refund|auto-?pay|overdue|due|statement|balance)\b/,
  /\b(account|subscription|plan|policy|card|deposit|transaction|withdrawal|disbursement)\b/,
  /\b(case|ticket|request|complaint)\b.{0,60}\b(progress\w*|received|status|updated?|resolved)\b/,
  /\b(claim|application)\b.{0,60}\b(number|received|status|approved|ready)\b/,
  /\b(survey|feedback|how was your experience|rate your|your visit|your recent)\b/,
  /\b(recall(ed)?|outage|halted|disconnected|disrupt\w+|emergency|evacuat\w+)\b/,
  /\b(avoid the area|safety|fraud)\b/,
  /\b(vaccin\w+|voter|registration|clinic|prescription|lab results?|test results?)\b/,
  /\b(reminder|confirm(ed|ation)?|installation|call from)\b/,
  /\byou (replied|registered|signed up|requested)\b/,
  /\b(opt(ed)?[ -](in|out)|unsubscribed?|your (new )?(preferences?|profile))\b/,
];
