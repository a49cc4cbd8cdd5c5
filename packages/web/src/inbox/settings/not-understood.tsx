import type { ReactNode } from "react";
import { momentFromIso } from "../../time/moment.ts";
import { fullMoment, shortMoment } from "../../time/time-words.ts";
import { useNow, ZONE } from "../../time/use-now.ts";
import { Card } from "../ledger/card.tsx";
import { ApiDocsLink } from "./api-docs-link.tsx";
import { Loading } from "./loading.tsx";
import { NOT_UNDERSTOOD_MAX, useNotUnderstood } from "./settings-api.ts";

interface NotUnderstoodProps {
  readonly title: string;
  /** A number, or an account whose own posts are meant. */
  readonly streamId: string;
}

/** What was kept of a number or an account and could not be read: where in which post, and why. */
export function NotUnderstood({ title, streamId }: NotUnderstoodProps): ReactNode {
  const now = useNow();
  const query = useNotUnderstood(streamId);
  return (
    <Card
      title={title}
      hint="Kept as it came; nothing was lost. After an update, casement replay reads it again."
    >
      <Loading what="What was not understood" query={query}>
        {(notices) => (
          <>
            <ul aria-label={title} className="flex flex-col">
              {notices.map((one) => (
                <li
                  key={`${one.post_id} ${one.path}`}
                  className="flex flex-col gap-0.5 border-line border-b py-2.5 last:border-b-0 last:pb-0"
                >
                  <span className="flex items-baseline justify-between gap-4">
                    <span className="min-w-0 break-words font-medium">{one.what}</span>
                    <time
                      dateTime={one.recorded_at}
                      title={fullMoment(momentFromIso(one.recorded_at), ZONE)}
                      className="shrink-0 text-ink-2 text-xs"
                    >
                      {shortMoment(momentFromIso(one.recorded_at), now, ZONE)}
                    </time>
                  </span>
                  <code className="break-all text-ink-2 text-xs">
                    {one.path === "" ? "the whole post" : one.path}, post {one.post_id}
                  </code>
                </li>
              ))}
            </ul>
            {notices.length === NOT_UNDERSTOOD_MAX && (
              <p className="pt-2.5 text-ink-2 text-xs">
                These are {NOT_UNDERSTOOD_MAX} of them. Where the rest is listed, the{" "}
                <ApiDocsLink /> says.
              </p>
            )}
          </>
        )}
      </Loading>
    </Card>
  );
}
