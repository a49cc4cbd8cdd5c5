import type { Decision } from "../decision.ts";
import { wholeSecond } from "../instant.ts";
import { decideAt, type Known } from "./decide-at.ts";
import type { Question } from "./timeline.ts";

export interface Answer {
  readonly question: Question;
  readonly decision: Decision;
}

/**
 * An answer to each question, in the order of the list. `known.past` is moved along with them.
 *
 * Rules see whole seconds: what happened in the question's own second was known to it.
 */
export function answersTo(known: Known): Answer[] {
  const { questions } = known.timeline;
  const answers = new Map<Question, Answer>();
  for (const question of questions.toSorted((a, b) => a.at - b.at)) {
    const { number, customer, draft, at } = question;
    known.past.learnUpTo({ at: wholeSecond(at), rank: Number.POSITIVE_INFINITY, id: "" });
    answers.set(question, { question, decision: decideAt(known, { number, customer }, draft, at) });
  }
  return questions.flatMap((question) => answers.get(question) ?? []);
}
