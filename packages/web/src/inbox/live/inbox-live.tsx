import { machineTime } from "@casement/engine/system-clock";
import type { EventShape } from "@casement/hub/api";
import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import type { StreamEvent } from "../../stream/event-lines.ts";
import type { StreamState } from "../../stream/event-stream.ts";
import { followTogether } from "../../stream/tabs-of-one-stream.ts";
import { ScreenClockContext } from "../../time/use-now.ts";
import { api } from "./api.ts";
import { threadKey } from "./screen.ts";
import { type ScreenStore, ScreenStoreContext } from "./screen-store.ts";

const StreamStateContext = createContext<StreamState>("connecting");

/** Whether what is on screen is live. */
export function useStreamState(): StreamState {
  return useContext(StreamStateContext);
}

/**
 * Keeps the screen live: the event stream goes into the fold, the hub's clock into the screen's.
 *
 * A stream that comes back goes on from its last event; what is on screen is loaded again as well,
 * for what was asked for before the line stood may lack them. Once the events between are not kept
 * any more the stream says so, and all that was known is void.
 */
export function InboxLive({ children }: { children: ReactNode }): ReactNode {
  const store = useContext(ScreenStoreContext);
  const clock = useContext(ScreenClockContext);
  const queries = useQueryClient();
  const [state, setState] = useState<StreamState>("connecting");

  useEffect(
    () =>
      store.subscribe((screen, before) => {
        if (screen.clock !== undefined && screen.clock !== before.clock) clock.follow(screen.clock);
      }),
    [store, clock],
  );
  useEffect(
    () =>
      followTogether({
        name: "casement inbox",
        url: "/api/v1/events",
        machine: machineTime,
        tell: (event) => {
          const told = eventFrom(event);
          if (told === undefined) return;
          store.tell(told);
          if (told.kind === "begun_anew") void queries.invalidateQueries();
          if (told.kind !== "regrouped") return;
          // A thread that is on screen was emptied: what is in it now is asked for.
          for (const part of ["thread", "messages"]) {
            void queries.invalidateQueries({ queryKey: [part, threadKey(told)] });
          }
        },
        opened: () => {
          // What was loaded before the line stood may lack what happened in between.
          void queries.invalidateQueries({ refetchType: "active" }, { cancelRefetch: false });
          // The stream begins with the clock, but another tab may have heard it begin.
          if (store.screen.clock === undefined) void tellClock(store);
        },
        stateChanged: setState,
      }),
    [store, queries],
  );
  return <StreamStateContext value={state}>{children}</StreamStateContext>;
}

async function tellClock(store: ScreenStore): Promise<void> {
  const told = await api.clock().catch(() => undefined);
  if (told !== undefined) store.tell({ kind: "clock", clock: told.data });
}

const KINDS: ReadonlySet<string> = new Set<EventShape["kind"]>([
  "thread",
  "message",
  "regrouped",
  "clock",
  "begun_anew",
]);

/** An event of a kind that this page does not know is not for it. */
function eventFrom(event: StreamEvent): EventShape | undefined {
  const told: EventShape = JSON.parse(event.data);
  return KINDS.has(told.kind) ? told : undefined;
}
