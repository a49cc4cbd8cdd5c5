import type { MessageShape } from "@casement/hub/api";
import {
  CalendarClock,
  CalendarOff,
  Check,
  CheckCheck,
  CircleAlert,
  CircleHelp,
  Clock3,
  type LucideIcon,
} from "lucide-react";
import type { ReactNode } from "react";

interface Sign {
  readonly icon: LucideIcon;
  readonly word: string;
  readonly ink: string;
}

const SIGNS: { readonly [status in Exclude<MessageShape["status"], "received">]: Sign } = {
  waiting: { icon: Clock3, word: "Waiting", ink: "text-ink-3" },
  sending: { icon: Clock3, word: "Sending", ink: "text-ink-3" },
  scheduled: { icon: CalendarClock, word: "Scheduled", ink: "text-ink-3" },
  canceled: { icon: CalendarOff, word: "Taken back", ink: "text-ink-3" },
  given_up: { icon: CircleHelp, word: "Given up: sent or not, nobody knows", ink: "text-warn" },
  unknown: { icon: CircleHelp, word: "Sent or not? Not known yet", ink: "text-warn" },
  accepted: { icon: Clock3, word: "Accepted", ink: "text-ink-3" },
  sent: { icon: Check, word: "Sent", ink: "text-ink-3" },
  delivered: { icon: CheckCheck, word: "Delivered", ink: "text-ink-3" },
  read: { icon: CheckCheck, word: "Read", ink: "text-utility" },
  played: { icon: CheckCheck, word: "Played", ink: "text-utility" },
  refused: { icon: CircleAlert, word: "Not sent", ink: "text-bad" },
  failed: { icon: CircleAlert, word: "Failed", ink: "text-bad" },
};

interface TicksProps {
  readonly status: MessageShape["status"];
  /** Whether the word stands beside the sign, and not only behind it. */
  readonly withWord?: boolean;
}

/** How far a message of ours has come, as on a phone, with its word. */
export function Ticks({ status, withWord = false }: TicksProps): ReactNode {
  if (status === "received") return null;
  const { icon: Icon, word, ink } = SIGNS[status];
  return (
    <span title={word} className={`inline-flex shrink-0 items-center gap-1 ${ink}`}>
      <Icon aria-hidden className="size-3.75" strokeWidth={2.25} />
      <span className={withWord ? "" : "sr-only"}>{word}</span>
    </span>
  );
}
