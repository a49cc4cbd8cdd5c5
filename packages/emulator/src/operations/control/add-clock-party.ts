import { z } from "zod";
import type { Answer, Call } from "../../server/call.ts";
import { invalidBody } from "../../server/control-answer.ts";

const Party = z.strictObject({ url: z.url({ protocol: /^https?$/ }) });

/**
 * `POST /emulator/clock/parties`: another process that every turn of the clock waits for.
 *
 * Before each step its address is posted to, and answers 200 when it is quiet. One that does not
 * answer is struck off, else a program that has died would stop the clock for ever.
 */
export function addClockParty({ platform, body }: Call): Answer {
  const read = Party.safeParse(body);
  if (!read.success) return invalidBody(read.error);
  platform.addParty(read.data.url);
  return { status: 200, body: { parties: platform.parties() } };
}
