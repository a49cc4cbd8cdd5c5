import type { Answer, Call } from "../../server/call.ts";
import { refusal } from "../../server/control-answer.ts";
import { worldFromState } from "../../world/state-document.ts";
import { showEmulator } from "./show-emulator.ts";

/**
 * `PUT /emulator/state`: puts a saved world in place of this one.
 *
 * Its clock goes on to the saved moment if that is later, so that nothing in the world lies in the
 * future; it never goes back. What fell due meanwhile happens with the clock's next step.
 */
export async function putState(call: Call): Promise<Answer> {
  const { platform } = call;
  const read = worldFromState(call.body);
  if (!read.ok) return refusal(400, "invalid", read.what);
  platform.strike(() => true);
  const aheadMs = read.now - platform.clock.now();
  if (aheadMs > 0) await platform.clock.advanceBy(aheadMs);
  platform.replaceWorld(read.world);
  return showEmulator(call);
}
