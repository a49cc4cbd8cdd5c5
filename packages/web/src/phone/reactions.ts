import type { PhoneMessage } from "./phone-shapes.ts";
import { saidIn } from "./said.ts";

/** A message as the chat draws it, with the reactions to it. */
export interface Drawn {
  readonly message: PhoneMessage;
  /** Of each side the last one, if it was not taken back. */
  readonly reactions: readonly { readonly from: PhoneMessage["from"]; readonly emoji: string }[];
}

/** The chat without the reactions: those stand at the messages that they are about. */
export function drawnFrom(messages: readonly PhoneMessage[]): Drawn[] {
  const byMessage = new Map<string, Map<PhoneMessage["from"], string>>();
  const rest: PhoneMessage[] = [];
  for (const message of messages) {
    const said = saidIn(message);
    if (said.kind !== "reaction") {
      rest.push(message);
      continue;
    }
    const sides = byMessage.get(said.to) ?? new Map<PhoneMessage["from"], string>();
    sides.set(message.from, said.emoji);
    byMessage.set(said.to, sides);
  }
  return rest.map((message) => {
    const sides = [...(byMessage.get(message.id) ?? [])];
    const reactions = sides.flatMap(([from, emoji]) => (emoji === "" ? [] : [{ from, emoji }]));
    return { message, reactions };
  });
}
