import type { Draft } from "@casement/engine";

/** What is sent, in a few words: `utility template`, `free-form by the business agent`. */
export function draftWords({ content, category, api, by }: Draft): string {
  const what = content === "template" ? `${category ?? ""} template` : WORDS[content];
  const how = api === "marketing_messages" ? " by the marketing API" : "";
  return `${what}${how}${by === "business_agent" ? " by the business agent" : ""}`;
}

const WORDS = { free_form: "free-form", reaction: "reaction" };
