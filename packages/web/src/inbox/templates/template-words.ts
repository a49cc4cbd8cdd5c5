import { adviseCategory } from "@casement/engine";
import type { TemplateShape } from "@casement/hub/api";
import { lookOf } from "../../design/category.ts";
import type { SignKind } from "../../design/sign-kind.ts";

/** What a status of Meta's means to somebody who wants to send, and what to do about it. */
export interface StatusWords {
  readonly name: string;
  readonly kind: SignKind;
  readonly meaning: string;
}

const STATUSES: ReadonlyMap<string, StatusWords> = new Map(
  Object.entries({
    approved: { name: "Approved", kind: "good", meaning: "It can be sent." },
    pending: {
      name: "In review",
      kind: "waiting",
      meaning: "Meta is looking at it; that takes minutes, at most a day. It cannot be sent yet.",
    },
    in_appeal: {
      name: "In appeal",
      kind: "waiting",
      meaning: "Meta is looking at it once more. It cannot be sent until then.",
    },
    rejected: {
      name: "Rejected",
      kind: "bad",
      meaning: "Meta turned it down. Change it and submit it again, or appeal in WhatsApp Manager.",
    },
    paused: {
      name: "Paused",
      kind: "warn",
      meaning:
        "Too many customers blocked or reported it. It cannot be sent for some hours; change it, " +
        "or send it to fewer people.",
    },
    disabled: {
      name: "Disabled",
      kind: "bad",
      meaning: "Meta switched it off for good, for how customers took it. Make another.",
    },
    limit_exceeded: {
      name: "Over the limit",
      kind: "bad",
      meaning: "The account has too many templates. Delete some, and submit it again.",
    },
    archived: { name: "Archived", kind: "unknown", meaning: "It was put away, and is not sent." },
    deleted: { name: "Deleted", kind: "bad", meaning: "It is gone at Meta." },
    pending_deletion: { name: "Being deleted", kind: "warn", meaning: "It will be gone at Meta." },
  } satisfies { [status: string]: StatusWords }),
);

/** A word that we do not know is shown as it came. */
export function statusWords(status: string): StatusWords {
  const known = STATUSES.get(status.toLowerCase());
  const name = status.toLowerCase().replaceAll("_", " ");
  return known ?? { name, kind: "unknown", meaning: "A status of Meta's that we do not know." };
}

/** What customers make of it. A template that few got has no quality yet. */
export function qualityWords(quality: string | null): {
  readonly name: string;
  readonly kind: SignKind;
} {
  switch (quality?.toLowerCase()) {
    case "green":
      return { name: "High quality", kind: "good" };
    case "yellow":
      return { name: "Medium quality", kind: "warn" };
    case "red":
      return { name: "Low quality", kind: "bad" };
    default:
      return { name: "No quality yet", kind: "unknown" };
  }
}

/** Why Meta turned it down, as a sentence of ours begins: its words are in capitals. */
export function reasonWords(reason: string): string {
  const words = reason.toLowerCase().replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** What the words of a template call for, beside what it is. */
export interface Advice {
  readonly agrees: boolean;
  readonly sentence: string;
  /** The words that say so; none: it is for the lack of any. */
  readonly because: readonly string[];
}

/**
 * The engine's advice on a template that exists: whether Meta may come to think otherwise, and what
 * that would change. All that a customer reads counts, its buttons too.
 */
export function adviceOn(template: TemplateShape): Advice {
  const { header, body, footer, buttons, category } = template;
  const text = [header, body, footer, ...buttons].filter((part) => part !== null).join("\n");
  const advice = adviseCategory(text);
  const read = lookOf(advice.category).name.toLowerCase();
  const is = lookOf(category).name.toLowerCase();
  const agrees = advice.category === category.toLowerCase();
  return {
    agrees,
    because: advice.because.filter((words) => plain(text).includes(words)),
    sentence: agrees ? `Its words read as ${read}, and ${read} it is.` : contrast(read, is),
  };
}

/** As the engine reads it: what it quotes is of this, or is no quotation. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[{}]/g, " ")
    .replace(/[\s_]+/g, " ");
}

function contrast(read: string, is: string): string {
  const both = `Its words read as ${read}, and it is ${is}.`;
  if (read === "marketing") return `${both} Meta may make it marketing, and charge it as such.`;
  if (is === "marketing") return `${both} Submitted as ${read}, it might cost less.`;
  return `${both} Meta may ask for the category that its words call for.`;
}

/** What the list is narrowed to; empty: everything. */
export interface TemplateFilter {
  readonly q: string;
  readonly status: string;
  readonly category: string;
}

/** The templates that the filter lets through: words anywhere in the name or the text. */
export function filtered(
  templates: readonly TemplateShape[],
  { q, status, category }: TemplateFilter,
): TemplateShape[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return templates.filter((one) => {
    const text = [one.name, one.name.replaceAll("_", " "), one.language, one.header, one.body]
      .join(" ")
      .toLowerCase();
    return (
      (status === "" || one.status === status) &&
      (category === "" || one.category === category) &&
      words.every((word) => text.includes(word))
    );
  });
}

/** The values of a field that occur, most frequent first, each with how often. */
export function tally(values: readonly string[]): { value: string; count: number }[] {
  const groups = Map.groupBy(values, (value) => value);
  return [...groups]
    .map(([value, all]) => ({ value, count: all.length }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** `English (US)`, of `en_US`; a code that nobody knows stays. */
export function languageName(code: string): string {
  try {
    const name = new Intl.DisplayNames(["en-GB"], {
      type: "language",
      languageDisplay: "standard",
    });
    return name.of(code.replaceAll("_", "-")) ?? code;
  } catch {
    return code;
  }
}

/** What names a template in an address: `order_update/en_US`. */
export function templateKey({ name, language }: Pick<TemplateShape, "name" | "language">): string {
  return `${name}/${language}`;
}
