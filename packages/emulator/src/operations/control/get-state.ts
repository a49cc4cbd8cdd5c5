import type { Answer, Call } from "../../server/call.ts";
import { stateFromPlatform } from "../../world/state-document.ts";

/** `GET /emulator/state`: the whole world as one JSON document. */
export function getState({ platform }: Call): Answer {
  return { status: 200, body: stateFromPlatform(platform.world, platform.clock.now()) };
}
