import type { MessageShape } from "@casement/hub/api";
import { createContext, useContext } from "react";

/** How one answers a single message: by quoting it, or with an emoji. */
export interface Answering {
  /** `undefined`: nothing free-form may be sent now. */
  readonly reply: ((message: MessageShape) => void) | undefined;
  readonly react: ((message: MessageShape, emoji: string) => void) | undefined;
  /** Brings a message into view, loading what lies between if need be. */
  readonly show: (id: string) => void;
}

const NOTHING: Answering = { reply: undefined, react: undefined, show: () => {} };

export const AnsweringContext = createContext<Answering>(NOTHING);

export function useAnswering(): Answering {
  return useContext(AnsweringContext);
}
