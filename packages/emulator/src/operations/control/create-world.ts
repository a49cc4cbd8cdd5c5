import { instantFromIso } from "@casement/engine";
import { z } from "zod";
import type { Answer, Call } from "../../server/call.ts";
import { invalidBody, refusal } from "../../server/control-answer.ts";
import { credentialsOf } from "../../world/credentials.ts";

const Wanted = z.strictObject({
  /** When its clock starts; else at this world's moment. It stands until it is turned. */
  clock: z.string().optional(),
  webhook: z.url({ protocol: /^https?$/ }).optional(),
  webhookRetries: z.enum(["7d", "36h"]).optional(),
});

/** `POST /emulator/worlds`: a world of its own, with its own token, ids and clock. */
export function createWorld({ realm, platform, body }: Call): Answer {
  const read = Wanted.safeParse(body);
  if (!read.success) return invalidBody(read.error);
  const { clock, ...wanted } = read.data;
  const start = clock === undefined ? platform.clock.now() : instantFromIso(clock);
  if (start === undefined) return refusal(400, "invalid", "clock: not a moment in ISO 8601");
  const created = realm.addWorld(start, wanted);
  return { status: 200, body: credentialsOf(created.world) };
}
