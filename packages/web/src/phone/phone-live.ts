import { machineTime } from "@casement/engine/system-clock";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useContext, useEffect, useState } from "react";
import { followEvents, type StreamState } from "../stream/event-stream.ts";
import { ScreenClockContext } from "../time/use-now.ts";
import { control } from "./control.ts";
import type { ClockReport } from "./phone-shapes.ts";

/**
 * Keeps the page live: an event says what changed, and that is asked for again. The clock alone is
 * told in full, for it moves while it is turned.
 */
export function usePhoneLive(): StreamState {
  const queries = useQueryClient();
  const clock = useContext(ScreenClockContext);
  const [state, setState] = useState<StreamState>("connecting");
  useEffect(
    () =>
      followEvents({
        url: "/emulator/events",
        machine: machineTime,
        tell: ({ event, data }) => {
          if (event === "clock") {
            const report: ClockReport = JSON.parse(data);
            clock.follow(report);
            queries.setQueryData(["clock"], report);
          } else if (event === "phone") {
            void queries.invalidateQueries({ queryKey: ["chat"] });
            void queries.invalidateQueries({ queryKey: ["people"] });
            void queries.invalidateQueries({ queryKey: ["faults"] });
          } else if (event === "webhook") {
            void queries.invalidateQueries({ queryKey: ["webhooks"] });
            void queries.invalidateQueries({ queryKey: ["faults"] });
          }
        },
        opened: (again) => {
          if (again) void queries.invalidateQueries();
        },
        stateChanged: setState,
      }),
    [queries, clock],
  );
  return state;
}

export function useClockReport(): ClockReport | undefined {
  return useQuery({ queryKey: ["clock"], queryFn: control.clock }).data;
}

export function useChat(phone: string) {
  return useQuery({ queryKey: ["chat", phone], queryFn: () => control.chat(phone) });
}

export function usePeople() {
  return useQuery({ queryKey: ["people"], queryFn: async () => (await control.people()).data });
}

/** Where the inbox is: the hub that takes the webhooks serves it. */
export function useInboxAddress(): string | undefined {
  const { data } = useQuery({ queryKey: ["world"], queryFn: control.world });
  return data?.webhook == null ? undefined : new URL(data.webhook).origin;
}

export function useWebhooks() {
  return useQuery({ queryKey: ["webhooks"], queryFn: async () => (await control.webhooks()).data });
}
