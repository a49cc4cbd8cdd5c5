import type { MessageShape, ScheduledShape } from "@casement/hub/api";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { momentFromIso } from "../../time/moment.ts";
import { fullMoment } from "../../time/time-words.ts";
import { ZONE } from "../../time/use-now.ts";
import { ask } from "../frame/ask.ts";
import { SCHEDULED_WORDS } from "./message-words.ts";

interface ScheduledNoteProps {
  readonly message: MessageShape;
  readonly numberId: string;
}

/** Below a message for later: when it goes out, and the way to take it back until then. */
export function ScheduledNote({ message, numberId }: ScheduledNoteProps): ReactNode {
  const taking = useMutation({
    mutationFn: () => ask<ScheduledShape>("DELETE", `/scheduled/${numberId}/${message.id}`),
  });
  if (message.send_at === null) return null;
  const at = fullMoment(momentFromIso(message.send_at), ZONE);
  return (
    <p className="flex flex-wrap items-baseline justify-end gap-x-2 pt-1 text-xs">
      <span className="text-ink-2">
        {SCHEDULED_WORDS.goesOut} <time dateTime={message.send_at}>{at}</time>.
      </span>
      <button
        type="button"
        disabled={taking.isPending}
        onClick={() => taking.mutate()}
        className="font-semibold text-utility underline underline-offset-3"
      >
        {SCHEDULED_WORDS.takeBack}
      </button>
      {taking.error !== null && (
        <span role="alert" className="text-bad">
          {taking.error.message}
        </span>
      )}
    </p>
  );
}
