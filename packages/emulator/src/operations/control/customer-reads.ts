import { markRead } from "../../messages/report-status.ts";
import { ownEntry } from "../../own-entry.ts";
import type { Answer, Call } from "../../server/call.ts";
import { NO_PHONE, phoneInPath } from "./phone-in-path.ts";

/** `POST /emulator/customers/PHONE/read`: the customer opens the chat and sees all that arrived. */
export function customerReads({ platform, ...call }: Call): Answer {
  const phone = phoneInPath({ platform, ...call });
  if (phone === undefined) return NO_PHONE;
  const { world } = platform;
  const unread = Object.values(world.threads)
    .filter((thread) => thread.phone === phone)
    .flatMap((thread) => thread.messages)
    .filter((id) => {
      const message = ownEntry(world.messages, id);
      return message?.from === "business" && message.status === "delivered";
    });
  for (const id of unread) markRead(platform, id);
  return { status: 200, body: { read: unread } };
}
