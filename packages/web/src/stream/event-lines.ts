/** One event of a `text/event-stream`. */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
  /** As the server numbered it; what was last seen is sent back as `Last-Event-ID`. */
  readonly id: string | undefined;
}

/** What a piece of the stream completes, and what is left over until the next piece. */
export interface Read {
  readonly events: readonly StreamEvent[];
  readonly rest: string;
}

/**
 * The events that `text`, the rest of the last piece and the new one, completes.
 *
 * Comments are passed over, so are events without data: a server sends both to keep the line warm.
 */
export function eventsIn(text: string): Read {
  const blocks = text.replaceAll("\r\n", "\n").split("\n\n");
  const rest = blocks.pop() ?? "";
  const events = blocks.map(eventFrom).filter((event) => event !== undefined);
  return { events, rest };
}

function eventFrom(block: string): StreamEvent | undefined {
  let event = "message";
  let id: string | undefined;
  const data: string[] = [];
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") event = value;
    else if (field === "data") data.push(value);
    else if (field === "id") id = value;
  }
  return data.length === 0 ? undefined : { event, data: data.join("\n"), id };
}
