import { isoOf } from "../api/instants.ts";
import type { FoundShape } from "../api/shapes.ts";
import type { FoundMessage } from "./found-message-store.ts";
import { excerptOf } from "./preview.ts";

/** A message that a search found, with the words around the one that was looked for. */
export function foundShape(numberId: bigint, message: FoundMessage, search: string): FoundShape {
  return {
    number_id: String(numberId),
    thread_id: message.threadId,
    message_id: message.wamid,
    direction: message.direction,
    at: isoOf(message.at),
    excerpt: excerptOf(message.content, search),
  };
}
