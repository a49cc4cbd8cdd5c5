import { useState } from "react";
import { digitsOf } from "./chat-words.ts";

/** Somebody to be. Numbers kept free for fiction, or of nobody we know; none is in +1, where
 * marketing templates may not go. */
export interface Person {
  readonly phone: string;
  readonly name: string;
}

export const PEOPLE: readonly Person[] = [
  { phone: "447700900142", name: "Amara Osei" },
  { phone: "447700900107", name: "Iris Novak" },
  { phone: "5511987650123", name: "Rosa Silva" },
  { phone: "919876500123", name: "Arjun Mehta" },
];

const FIRST = "447700900142";

/** Whose phone this is. It stands in the address, so that two windows can be two customers. */
export function useWho(): { phone: string; become: (phone: string) => void } {
  const [phone, setPhone] = useState(() => {
    const asked = new URLSearchParams(location.search).get("customer");
    return digitsOf(asked ?? "") ?? FIRST;
  });
  const become = (chosen: string): void => {
    history.replaceState(null, "", `?customer=${chosen}`);
    setPhone(chosen);
  };
  return { phone, become };
}
