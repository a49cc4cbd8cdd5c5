import { instantFromIso } from "@casement/engine";
import { z } from "zod";
import { msFromDuration } from "../../duration.ts";
import type { Platform } from "../../platform.ts";
import type { Answer, Call } from "../../server/call.ts";
import { invalidBody, refusal } from "../../server/control-answer.ts";
import { clockReport } from "./clock-report.ts";

const Turn = z.union([
  z.strictObject({ advance: z.string() }),
  z.strictObject({ to: z.string() }),
  z.strictObject({ freeze: z.literal(true) }),
  z.strictObject({ speed: z.number().positive().max(1_000_000) }),
  z.strictObject({ idle: z.literal(true) }),
]);

/**
 * `POST /emulator/clock`: turns the clock. Answers when all that fell due has been done, webhooks
 * delivered or given up included, and every party of the clock is quiet.
 */
export async function turnClock({ platform, body }: Call): Promise<Answer> {
  const read = Turn.safeParse(body);
  if (!read.success)
    return read.error.issues[0]?.code === "invalid_union" ? USAGE : invalidBody(read.error);
  const fault = await turn(platform, read.data);
  return fault ?? { status: 200, body: clockReport(platform) };
}

async function turn(platform: Platform, wanted: z.infer<typeof Turn>): Promise<Answer | undefined> {
  const { clock } = platform;
  if ("advance" in wanted) {
    const ms = msFromDuration(wanted.advance);
    if (ms === undefined)
      return refusal(400, "invalid", `advance: ${wanted.advance} is no duration`);
    await clock.advanceBy(ms);
  } else if ("to" in wanted) {
    const to = instantFromIso(wanted.to);
    if (to === undefined) return refusal(400, "invalid", `to: ${wanted.to} is no moment`);
    const ms = to - clock.now();
    if (ms < 0) return refusal(409, "time_goes_back", "to: the clock is past that moment");
    await clock.advanceBy(ms);
  } else if ("freeze" in wanted) {
    clock.freeze();
  } else if ("speed" in wanted) {
    clock.run(wanted.speed, platform.machine);
  } else {
    await idle(platform);
  }
  return undefined;
}

/** Turns on until nothing of this world's is due. A webhook nobody takes ends after seven days. */
async function idle(platform: Platform): Promise<void> {
  const { clock } = platform;
  await clock.advanceBy(0);
  for (let next = platform.nextAction(); next !== undefined; next = platform.nextAction()) {
    await clock.advanceBy(Math.max(0, next.at - clock.now()));
  }
}

const USAGE: Answer = refusal(
  400,
  "invalid",
  'one of { "advance": "23h59m" }, { "to": "2023-07-11T00:00:00Z" }, { "freeze": true }, ' +
    '{ "speed": 60 } and { "idle": true } is wanted',
);
