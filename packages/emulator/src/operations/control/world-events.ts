import type { Call } from "../../server/call.ts";
import { clockReport } from "./clock-report.ts";

/** `GET /emulator/events`: what a screen wants to hear of: the clock, the phones, the webhooks. */
export function worldEvents({ platform, realm }: Call): Response {
  return realm.streams.open((sink) => {
    sink.send("clock", clockReport(platform));
    return platform.watch((event) => {
      if (event.kind === "clock") sink.send("clock", clockReport(platform));
      else if (event.kind === "phone") sink.send("phone", { phone: event.phone });
      else sink.send("webhook", { id: event.id });
    });
  });
}
