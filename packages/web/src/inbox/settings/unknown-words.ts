import type { NumberSettingsShape, NumberShape } from "@casement/hub/api";
import { momentFromIso } from "../../time/moment.ts";
import { fullMoment } from "../../time/time-words.ts";
import type { Told } from "./number-words.ts";

export type Unknown = NumberSettingsShape["unknown_drafts"];
export type UnknownPolicy = Unknown["policy"];

/** What can be done about messages of which nobody knows whether they were sent. */
export const UNKNOWN_POLICIES: readonly {
  readonly policy: UnknownPolicy;
  readonly words: string;
  readonly meaning: string;
}[] = [
  {
    policy: "hold",
    words: "Hold",
    meaning: "It stays as it is until Meta reports it. Nobody gets it twice.",
  },
  {
    policy: "give_up",
    words: "Give up",
    meaning: "It is taken as failed. Nobody gets it twice; Meta’s report still settles it.",
  },
  {
    policy: "send_again",
    words: "Send again",
    meaning: "It is decided on and sent once more. Who did get the first gets it twice.",
  },
];

/** How many are unknown now, and since when in the reader's zone. */
export function unknownWords(
  { unknown_drafts, unknown_since }: NumberShape["health"],
  zone: string,
): Told {
  if (unknown_drafts === 0 || unknown_since === null) return { kind: "good", words: "None" };
  const since = fullMoment(momentFromIso(unknown_since), zone);
  return { kind: "warn", words: `${unknown_drafts}, the oldest since ${since}` };
}

/** What was chosen, in a few words. */
export function choiceWords({
  policy,
  after_hours: hours,
}: Pick<Unknown, "policy" | "after_hours">): string {
  const words = UNKNOWN_POLICIES.find((one) => one.policy === policy)?.words ?? policy;
  if (hours === null) return words;
  return `${words} after ${hours} ${hours === 1 ? "hour" : "hours"}`;
}
