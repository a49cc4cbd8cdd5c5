import type { DraftShape } from "@casement/hub/api";
import { ASK_WORDS } from "./composer-words.ts";

/** A question while it is being written. */
export interface Question {
  readonly style: "buttons" | "list";
  readonly text: string;
  readonly header: string;
  readonly footer: string;
  /** Of a list: the words on the button that opens it. */
  readonly opens: string;
  readonly choices: readonly Choice[];
}

export interface Choice {
  readonly title: string;
  readonly description: string;
}

/** How much the platform takes. */
export const LIMITS = {
  buttons: { choices: 3, title: 20, text: 1_024 },
  list: { choices: 10, title: 24, text: 4_096 },
  header: 60,
  footer: 60,
  opens: 20,
  description: 72,
} as const;

export const EMPTY_CHOICE: Choice = { title: "", description: "" };

/** Why a question cannot be sent yet, or `undefined`. */
export function faultOf(question: Question): string | undefined {
  if (question.text.trim() === "") return ASK_WORDS.noText;
  const titles = choicesOf(question).map((one) => one.title.trim().toLowerCase());
  if (titles.length === 0 || titles.includes("")) return ASK_WORDS.empty;
  if (question.style === "list" && question.opens.trim() === "") return ASK_WORDS.empty;
  return new Set(titles).size < titles.length ? ASK_WORDS.twice : undefined;
}

/** The choices that its style has room for; the rest waits for another change of mind. */
export function choicesOf({ style, choices }: Question): readonly Choice[] {
  return choices.slice(0, LIMITS[style].choices);
}

export function draftFromQuestion(question: Question, replyTo: string | undefined): DraftShape {
  const text = question.text.trim();
  const [header, footer] = [question.header.trim(), question.footer.trim()];
  const rest = {
    text,
    ...(header === "" ? {} : { header }),
    ...(footer === "" ? {} : { footer }),
    ...(replyTo === undefined ? {} : { reply_to: replyTo }),
  };
  const choices = choicesOf(question).map((one) => ({
    title: one.title.trim(),
    description: one.description.trim(),
  }));
  if (question.style === "buttons") {
    const { title: most } = LIMITS.buttons;
    return { kind: "buttons", ...rest, buttons: choices.map((one) => one.title.slice(0, most)) };
  }
  return {
    kind: "list",
    ...rest,
    button: question.opens.trim(),
    rows: choices.map(({ title, description }) => ({
      title,
      ...(description === "" ? {} : { description }),
    })),
  };
}
