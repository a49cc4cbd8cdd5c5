import { createContext, useContext } from "react";

/** Whether the emulator does not answer: what it alone can do is not offered then. */
export const AwayContext = createContext(false);

export function useAway(): boolean {
  return useContext(AwayContext);
}
