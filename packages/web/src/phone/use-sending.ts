import { useState } from "react";
import { control } from "./control.ts";
import type { Arrival, Beside } from "./customer-message.ts";
import type { PhoneMessage } from "./phone-shapes.ts";
import { PEOPLE } from "./who.ts";

/** What the customer is about to send, and sending it. */
export interface Sending {
  /** Whether it went; if not, `problem` says why. */
  readonly send: (message: object) => Promise<boolean>;
  readonly problem: string | undefined;
  /** The message that the next one answers. */
  readonly answering: PhoneMessage | undefined;
  readonly answer: (message: PhoneMessage | undefined) => void;
  /** By what the customer comes with the next message. */
  readonly arrival: Arrival | undefined;
  readonly arrive: (arrival: Arrival | undefined) => void;
  /** What goes beside the next message. */
  readonly beside: Beside;
}

/** Sends as the customer. `isNew`: nothing was ever said, so the name goes before the message. */
export function useSending(phone: string, isNew: boolean): Sending {
  const [problem, setProblem] = useState<string>();
  const [answering, answer] = useState<PhoneMessage>();
  const [arrival, arrive] = useState<Arrival>();

  const send = async (message: object): Promise<boolean> => {
    setProblem(undefined);
    try {
      const name = PEOPLE.find((person) => person.phone === phone)?.name;
      if (isNew && name !== undefined) await control.change(phone, { name });
      await control.write(phone, message);
      // What was begun before this was answered is not for this message.
      answer((now) => (now === answering ? undefined : now));
      arrive((now) => (now === arrival ? undefined : now));
      return true;
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "The emulator did not answer.");
      return false;
    }
  };
  const beside: Beside = { replyTo: answering?.id, arrival };
  return { send, problem, answering, answer, arrival, arrive, beside };
}
