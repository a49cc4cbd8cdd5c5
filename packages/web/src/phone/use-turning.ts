import { instantFromMs } from "@casement/engine";
import { useContext, useState } from "react";
import { ScreenClockContext } from "../time/use-now.ts";
import { msOfDuration } from "./chat-words.ts";
import { control, type Turn } from "./control.ts";

/** A turn of the clock that is under way. */
export interface Turning {
  readonly from: ReturnType<typeof instantFromMs>;
  readonly to: ReturnType<typeof instantFromMs>;
}

/** Turns the clock. The answer comes when all that fell due on the way has been done. */
export function useTurning() {
  const clock = useContext(ScreenClockContext);
  const [turning, setTurning] = useState<Turning>();
  const [problem, setProblem] = useState<string>();

  const turn = async (wanted: Turn): Promise<void> => {
    setProblem(undefined);
    const from = clock.now();
    const ms = "advance" in wanted ? msOfDuration(wanted.advance) : 0;
    setTurning({ from, to: instantFromMs(from + ms) });
    try {
      clock.follow(await control.turn(wanted));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "The emulator did not answer.");
    } finally {
      setTurning(undefined);
    }
  };
  return { turn, turning, problem };
}
