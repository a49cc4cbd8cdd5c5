import type { MachineTime } from "@casement/engine/clock";
import { eventsIn, type StreamEvent } from "./event-lines.ts";

const BACK_OFF_MS_MIN = 250;
const BACK_OFF_MS_MAX = 10_000;

/** The server beats every 15 seconds. What is silent for three is dead and does not say so. */
const SILENT_MS_MAX = 45_000;

export interface EventStreamOptions {
  readonly url: string;
  readonly machine: MachineTime;
  readonly tell: (event: StreamEvent) => void;
  /** The id of the last event that was seen; left out: from now on. */
  readonly after?: string | undefined;
  /** `again` is false the first time. Called before the first event of the connection. */
  readonly opened?: (again: boolean) => void;
  readonly stateChanged?: (state: StreamState) => void;
}

export type StreamState = "connecting" | "live" | "away" | "signed_out";

/**
 * Reads an event stream for as long as the page lives, and goes on where it was cut, or where it
 * fell silent: behind a proxy, or after a machine's sleep, a dead connection can look open for
 * ever.
 *
 * Not the browser's `EventSource`: that gives up for good on an answer that is no 200 (a hub that
 * is just starting again), and a new one cannot be given the `Last-Event-ID` of the old.
 *
 * Returns a function that ends it.
 */
export function followEvents(options: EventStreamOptions): () => void {
  const ending = new AbortController();
  let callOff = (): void => {};
  let lastEventId = options.after;
  let backOffMs = BACK_OFF_MS_MIN;
  let again = false;

  const opened = (): void => {
    backOffMs = BACK_OFF_MS_MIN;
    options.stateChanged?.("live");
    options.opened?.(again);
    again = true;
  };
  const read = async (heard: () => void, signal: AbortSignal): Promise<void> => {
    const response = await fetch(options.url, {
      headers: {
        accept: "text/event-stream",
        ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }),
      },
      signal,
    });
    if (response.status === 401) return options.stateChanged?.("signed_out");
    if (!response.ok || response.body === null) throw new Error(`events: ${response.status}`);
    opened();
    let rest = "";
    for await (const piece of texts(response.body)) {
      heard();
      const found = eventsIn(rest + piece);
      rest = found.rest;
      for (const event of found.events) {
        lastEventId = event.id ?? lastEventId;
        options.tell(event);
      }
    }
    throw new Error("events: the stream ended");
  };
  const keepReading = (): void => {
    const cutting = new AbortController();
    let callOffCut = (): void => {};
    const heard = (): void => {
      callOffCut();
      callOffCut = options.machine.after(SILENT_MS_MAX, () => cutting.abort());
    };
    heard();
    read(heard, AbortSignal.any([ending.signal, cutting.signal]))
      .finally(() => callOffCut())
      .catch(() => {
        if (ending.signal.aborted) return;
        options.stateChanged?.("away");
        callOff = options.machine.after(backOffMs, keepReading);
        backOffMs = Math.min(backOffMs * 2, BACK_OFF_MS_MAX);
      });
  };
  keepReading();
  return () => {
    ending.abort();
    callOff();
  };
}

/** The pieces of a body as text. A loop over the reader: not every browser can iterate a stream. */
async function* texts(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield decoder.decode(value, { stream: true });
  }
}
