import type { Answer, Call } from "../../server/call.ts";
import { showEmulator } from "./show-emulator.ts";

/** `POST /emulator/reset`: back to the seed. The clock stays where it is: time does not go back. */
export function resetWorld(call: Call): Answer {
  call.realm.reset(call.platform);
  return showEmulator(call);
}
