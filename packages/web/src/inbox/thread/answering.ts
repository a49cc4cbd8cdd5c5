import type { MessageShape } from "@casement/hub/api";
import { createContext, useContext } from "react";
import type { Attempt } from "../live/attempts.ts";

/** What one does about a single message: quote it, react to it, send it again, write it anew. */
export interface Answering {
  /** `undefined`: nothing free-form may be sent now. */
  readonly reply: ((message: MessageShape) => void) | undefined;
  readonly react: ((message: MessageShape, emoji: string) => void) | undefined;
  /** Asks for it once more, of an attempt that nobody answered. */
  readonly again: (attempt: Attempt) => void;
  /** Puts its words back into the box. An attempt that the hub has not kept goes away by that. */
  readonly takeBack: (message: MessageShape, words: string) => void;
  /** Brings a message into view, loading what lies between if need be. */
  readonly show: (id: string) => void;
}

const NOTHING: Answering = {
  reply: undefined,
  react: undefined,
  again: () => {},
  takeBack: () => {},
  show: () => {},
};

export const AnsweringContext = createContext<Answering>(NOTHING);

export function useAnswering(): Answering {
  return useContext(AnsweringContext);
}
