import type { GraphError } from "@casement/cloud-api";
import type { Json } from "../json.ts";
import { ownEntry } from "../own-entry.ts";
import { DAILY, type Reported } from "./message-reports.ts";
import { letsPass, readReportRequest } from "./report-request.ts";
import { spanOf } from "./span.ts";
import { Tally } from "./tally.ts";

/** `call_analytics`: the calls that were taken up, and how long they were. They have no price. */
export function callReport({ world, account }: Reported, given: Json): Json | GraphError {
  const request = readReportRequest(given, DAILY);
  if ("status" in request) return request;
  const tally = new Tally();
  for (const call of Object.values(world.calls)) {
    const number = ownEntry(world.numbers, call.numberId);
    if (number?.accountId !== account.id || !letsPass(request, "phone_numbers", number.phone))
      continue;
    const { acceptedAt, endedAt } = call;
    if (acceptedAt === null || endedAt === null) continue;
    if (acceptedAt < request.start * 1_000 || acceptedAt >= request.end * 1_000) continue;
    const direction = call.by === "customer" ? "USER_INITIATED" : "BUSINESS_INITIATED";
    if (!letsPass(request, "directions", direction)) continue;
    const span = spanOf(acceptedAt, request.granularity, account.timeZone);
    tally.add(span, { direction }, { count: 1, seconds: (endedAt - acceptedAt) / 1_000 });
  }
  const points = tally.points().map(({ seconds, ...point }) => ({
    ...point,
    average_duration: Math.round(Number(seconds) / Number(point["count"])),
  }));
  return { data: [{ data_points: points }] };
}
