import type { MessageShape } from "@casement/hub/api";
import type { ReactNode } from "react";
import { lookOf } from "../../design/category.ts";
import { CategoryChip } from "../../design/category-chip.tsx";
import { clockTime, shortMoment } from "../../time/time-words.ts";
import { useNow, ZONE } from "../../time/use-now.ts";
import { ChargeWhy } from "./charge-why.tsx";
import { LINE_WORDS } from "./message-words.ts";
import { openedBy } from "./opened-by.ts";
import { endOf, type TimelineItem } from "./timeline.ts";

interface ConversationLineProps {
  readonly item: Extract<TimelineItem, { kind: "opened" | "ended" }>;
  /** The message that opened it, if it is on screen. */
  readonly opener: MessageShape | undefined;
}

/**
 * Where a conversation opens: who opened it, until when, what it cost. Where it ends: that it did.
 */
export function ConversationLine({ item, opener }: ConversationLineProps): ReactNode {
  const now = useNow();
  const { conversation } = item;
  if (item.kind === "ended") {
    const name = lookOf(conversation.category).name.toLowerCase();
    const early = conversation.closed_early_at !== null ? LINE_WORDS.endedEarly : "";
    return (
      <p className="py-1.5 text-ink-3 text-xs">
        {LINE_WORDS.ended(name)}
        <time>{clockTime(item.at, ZONE)}</time>
        {early}
      </p>
    );
  }
  const charge = opener?.charge ?? null;
  return (
    <p className="py-1.5 text-ink-2 text-xs">
      <CategoryChip category={conversation.category} />{" "}
      <span>
        <span className="font-semibold text-ink">{LINE_WORDS.opened}</span>
        {LINE_WORDS.by(openedBy(conversation.initiated_by, templateOf(opener)))}
        <time>{shortMoment(endOf(conversation), now, ZONE)}</time>
      </span>
      {charge !== null && (
        <>
          {" "}
          · <ChargeWhy charge={charge} />
        </>
      )}
    </p>
  );
}

/** The name of the template that opened it, if one did and it is on screen. */
export function templateOf(opener: MessageShape | undefined): string | undefined {
  return opener?.content.kind === "template" ? opener.content.name : undefined;
}
