/** The colour a category has everywhere. Colour never stands alone: its word is beside it. */
export type Tone = "service" | "utility" | "authentication" | "marketing" | "entry" | "plain";

interface Look {
  readonly name: string;
  readonly tone: Tone;
}

const LOOKS: ReadonlyMap<string, Look> = new Map([
  ["service", { name: "Service", tone: "service" }],
  ["user_initiated", { name: "User-initiated", tone: "service" }],
  ["utility", { name: "Utility", tone: "utility" }],
  ["business_initiated", { name: "Business-initiated", tone: "utility" }],
  ["authentication", { name: "Authentication", tone: "authentication" }],
  ["authentication_international", { name: "Authentication int’l", tone: "authentication" }],
  ["marketing", { name: "Marketing", tone: "marketing" }],
  ["marketing_lite", { name: "Marketing Lite", tone: "marketing" }],
  ["referral_conversion", { name: "Entry point", tone: "entry" }],
]);

/** How a category looks; a word we do not know is shown as it came. */
export function lookOf(category: string): Look {
  return LOOKS.get(category.toLowerCase()) ?? { name: category, tone: "plain" };
}

/**
 * Of a tone: ink and ground of a chip, and the plain ink. Whole names, for Tailwind finds no parts.
 */
export const TONE_CHIP: { readonly [tone in Tone]: string } = {
  service: "bg-service-soft text-service",
  utility: "bg-utility-soft text-utility",
  authentication: "bg-authentication-soft text-authentication",
  marketing: "bg-marketing-soft text-marketing",
  entry: "bg-entry-soft text-entry",
  plain: "bg-selected text-ink-2",
};

export const TONE_FILL: { readonly [tone in Tone]: string } = {
  service: "bg-service",
  utility: "bg-utility",
  authentication: "bg-authentication",
  marketing: "bg-marketing",
  entry: "bg-entry",
  plain: "bg-ink-3",
};
