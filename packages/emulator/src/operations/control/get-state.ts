import type { Answer, Call } from "../../server/call.ts";
import { stateFromPlatform } from "../../world/state-document.ts";

/**
 * `GET /emulator/state`: the whole world as one JSON document.
 *
 * What is under way outside (a webhook, a file) is waited for: a world that is saved in the middle
 * of it would never hear how it ended.
 */
export async function getState({ platform }: Call): Promise<Answer> {
  await platform.quiet();
  return { status: 200, body: stateFromPlatform(platform.world, platform.clock.now()) };
}
