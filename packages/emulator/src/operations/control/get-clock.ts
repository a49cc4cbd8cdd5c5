import type { Answer, Call } from "../../server/call.ts";
import { clockReport } from "./clock-report.ts";

/** `GET /emulator/clock`: what time it is, and what happens next. */
export function getClock({ platform }: Call): Answer {
  return { status: 200, body: clockReport(platform) };
}
