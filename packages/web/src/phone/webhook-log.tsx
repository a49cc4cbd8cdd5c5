import type { Instant } from "@casement/engine";
import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { momentFromIso } from "../time/moment.ts";
import { secondsOfDay } from "../time/time-words.ts";
import { useNow, ZONE } from "../time/use-now.ts";
import { useWebhooks } from "./phone-live.ts";
import type { WebhookPost } from "./phone-shapes.ts";
import { PostDetail } from "./post-detail.tsx";
import { outcomeOf, sayingOf } from "./webhook-words.ts";

/**
 * The webhooks that went out, newest first, with what was answered. A sheet around it has said its
 * title already.
 */
export function WebhookLog({ titled = true }: { readonly titled?: boolean }): ReactNode {
  const { data: posts = [], isError } = useWebhooks();
  return (
    <section
      aria-label="Webhooks"
      className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-2xl border border-line bg-panel shadow-card"
    >
      <h2 className="flex items-baseline justify-between px-4 pt-3 pb-2 font-semibold">
        <span className={titled ? "" : "sr-only"}>Webhooks</span>
        <span className="font-normal text-ink-3 text-xs">newest first</span>
      </h2>
      {isError && <p className="px-4 pb-4 text-bad">The log could not be loaded.</p>}
      {posts.length === 0 && !isError ? (
        <p className="px-4 pb-4 text-ink-2">
          None yet. Each message and each state of one is told to the hub; what was told stands
          here.
        </p>
      ) : (
        <ol className="min-h-0 flex-1 divide-y divide-line overflow-y-auto border-line border-t">
          {posts.map((post) => (
            <li key={post.id}>
              <Post post={post} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

const DOTS = { due: "bg-warn", delivered: "bg-service", given_up: "bg-bad" } as const;

function Post({ post }: { post: WebhookPost }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} className="group">
      <summary className="flex items-center gap-2 px-4 py-2 text-xs transition-colors marker:content-none hover:bg-hover focus-visible:-outline-offset-2">
        <ChevronRight
          aria-hidden
          className="size-3.5 shrink-0 text-ink-3 transition-transform group-open:rotate-90"
        />
        <PostedAt at={momentFromIso(post.createdAt)} />
        <span className="min-w-0 flex-1 truncate">{sayingOf(post)}</span>
        <span aria-hidden className={`size-1.5 shrink-0 rounded-full ${DOTS[post.state]}`} />
        <span className="figures shrink-0 text-ink-2">{outcomeOf(post)}</span>
      </summary>
      {open && <PostDetail post={post} />}
    </details>
  );
}

/** With its day, once the clock has left it. */
function PostedAt({ at }: { at: Instant }): ReactNode {
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()} className="shrink-0 text-ink-3">
      {secondsOfDay(at, now, ZONE)}
    </time>
  );
}
