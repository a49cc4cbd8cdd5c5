import type { Instant } from "@casement/engine";
import { CalendarDays } from "lucide-react";
import { Popover } from "radix-ui";
import { type ReactNode, useId, useState } from "react";
import { Button } from "../../design/button.tsx";
import { dayName, dayOf } from "../../time/time-words.ts";
import { useNowWhen, ZONE } from "../../time/use-now.ts";
import { MESSAGE_WORDS } from "./message-words.ts";
import type { Jump } from "./use-jump.ts";

interface DayLineProps {
  readonly at: Instant;
  readonly jump: Jump;
  readonly toEnd: () => void;
}

/** Where a day begins; pressed, it leads to any other. */
export function DayLine({ at, jump, toEnd }: DayLineProps): ReactNode {
  const now = useNowWhen(today);
  const [open, setOpen] = useState(false);
  return (
    <div className="flex justify-center py-2">
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger
          title={MESSAGE_WORDS.jump}
          className="flex items-center gap-1.5 rounded-full px-2.5 py-1 text-ink-3 text-xs transition-colors hover:bg-hover hover:text-ink"
        >
          {dayName(at, now, ZONE)}
          <span className="sr-only">. {MESSAGE_WORDS.jump}</span>
          <CalendarDays aria-hidden className="size-3.5" strokeWidth={1.75} />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            aria-label={MESSAGE_WORDS.jump}
            sideOffset={4}
            collisionPadding={12}
            className="arrives z-50 flex w-76 flex-col gap-2.5 rounded-xl bg-raised p-3.5 text-sm shadow-float outline-none"
          >
            <Choice at={at} jump={jump} toEnd={toEnd} leave={() => setOpen(false)} />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </div>
  );
}

/** Any day, the first, or back to the newest. */
function Choice({ at, jump, toEnd, leave }: DayLineProps & { leave: () => void }): ReactNode {
  const now = useNowWhen(today);
  const id = useId();
  const [day, setDay] = useState(() => dayOf(at, ZONE));
  const leaveWith = (go: () => void) => (): void => {
    leave();
    go();
  };
  return (
    <>
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (day !== "") leaveWith(() => jump.toDay(day))();
        }}
      >
        <label htmlFor={id} className="flex min-w-0 flex-1 flex-col gap-1">
          <span className="font-medium text-ink-2 text-xs">{MESSAGE_WORDS.jumpTo}</span>
          <input
            id={id}
            type="date"
            value={day}
            max={dayOf(now, ZONE)}
            onChange={(event) => setDay(event.target.value)}
            className="h-9 w-full rounded-lg border border-line-strong bg-ground px-2"
          />
        </label>
        <Button type="submit">{MESSAGE_WORDS.go}</Button>
      </form>
      <div className="flex gap-2">
        <Button look="outline" size="small" className="flex-1" onClick={leaveWith(jump.toFirst)}>
          {MESSAGE_WORDS.first}
        </Button>
        <Button look="outline" size="small" className="flex-1" onClick={leaveWith(toEnd)}>
          {MESSAGE_WORDS.newest}
        </Button>
      </div>
    </>
  );
}

function today(now: Instant): string {
  return dayOf(now, ZONE);
}
