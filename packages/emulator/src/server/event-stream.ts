import type { MachineTime } from "@casement/engine/clock";

/** Where the events of one stream are written. */
export interface EventSink {
  send(event: string, data: unknown): void;
}

/** The streams that are open, so that a server that closes can end them. */
export class EventStreams {
  readonly #ends = new Set<() => void>();
  readonly #machine: MachineTime;

  constructor(machine: MachineTime) {
    this.#machine = machine;
  }

  /**
   * Opens a stream of server-sent events. `begin` is given the sink and returns how to stop.
   *
   * A comment goes out now and then: what lies between cuts a connection on which nothing comes.
   */
  open(begin: (sink: EventSink) => () => void): Response {
    let end = (): void => {};
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        end = this.#start(controller, begin);
      },
      cancel: () => end(),
    });
    return new Response(body, {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  }

  closeAll(): void {
    for (const end of [...this.#ends]) end();
  }

  #start(
    controller: ReadableStreamDefaultController<Uint8Array>,
    begin: (sink: EventSink) => () => void,
  ): () => void {
    const encoder = new TextEncoder();
    let isOpen = true;
    const write = (text: string): void => {
      if (isOpen) controller.enqueue(encoder.encode(text));
    };
    let callOffBeat = (): void => {};
    const beat = (): void => {
      write(": still here\n\n");
      callOffBeat = this.#machine.after(BEAT_MS, beat);
    };
    callOffBeat = this.#machine.after(BEAT_MS, beat);
    write("retry: 1000\n\n");
    const stop = begin({
      send: (event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    });
    const end = (): void => {
      if (!isOpen) return;
      isOpen = false;
      callOffBeat();
      stop();
      this.#ends.delete(end);
      closeQuietly(controller);
    };
    this.#ends.add(end);
    return end;
  }
}

/** A stream whose reader has gone cannot be closed any more, and need not be. */
function closeQuietly(controller: ReadableStreamDefaultController<Uint8Array>): void {
  try {
    controller.close();
  } catch {
    // Cancelled by its reader.
  }
}

const BEAT_MS = 15_000;
