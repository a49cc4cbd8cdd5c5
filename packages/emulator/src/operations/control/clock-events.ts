import type { Call } from "../../server/call.ts";
import { clockReport } from "./clock-report.ts";

/** `GET /emulator/clock/events`: the clock as an event stream, told whenever it was turned. */
export function clockEvents({ platform, realm }: Call): Response {
  return realm.streams.open((sink) => {
    const tellClock = (): void => sink.send("clock", clockReport(platform));
    tellClock();
    return platform.watch((event) => {
      if (event.kind === "clock") tellClock();
    });
  });
}
