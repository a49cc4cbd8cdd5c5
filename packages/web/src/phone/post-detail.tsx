import { RotateCw } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "../design/button.tsx";
import { JsonView } from "../design/json-view.tsx";
import { momentFromIso } from "../time/moment.ts";
import { clockSeconds, shortMoment } from "../time/time-words.ts";
import { useNow, ZONE } from "../time/use-now.ts";
import { control } from "./control.ts";
import type { WebhookPost } from "./phone-shapes.ts";
import { answerWords } from "./webhook-words.ts";

/** One webhook request: its bytes, by what it is signed, and what was answered to each attempt. */
export function PostDetail({ post }: { post: WebhookPost }): ReactNode {
  const now = useNow();
  return (
    <div className="flex flex-col gap-3 bg-ground px-4 py-3 text-xs">
      <div className="flex items-start justify-between gap-3">
        <ol aria-label="Attempts" className="flex min-w-0 flex-col gap-0.5">
          {post.attempts.map((attempt, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: attempts are only added.
            <li key={index} className="figures">
              <time className="text-ink-3">{clockSeconds(momentFromIso(attempt.at), ZONE)}</time>{" "}
              {answerWords(attempt)}
              {attempt.said !== null && attempt.said !== "" && (
                <pre className="max-h-24 overflow-y-auto whitespace-pre-wrap font-mono text-2xs text-ink-2 [overflow-wrap:anywhere]">
                  {attempt.said}
                </pre>
              )}
            </li>
          ))}
          {post.nextAt !== null && (
            <li className="text-warn">
              again at {shortMoment(momentFromIso(post.nextAt), now, ZONE)}
            </li>
          )}
        </ol>
        <Redeliver id={post.id} />
      </div>
      <JsonView text={post.body} label="The bytes of the post" />
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-2xs">
        <Line name="To" value={post.url} />
        {Object.entries(post.headers).map(([name, value]) => (
          <Line key={name} name={name} value={value} />
        ))}
      </dl>
    </div>
  );
}

function Line({ name, value }: { name: string; value: string }): ReactNode {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="font-mono text-ink-2 [overflow-wrap:anywhere]">{value}</dd>
    </>
  );
}

/** Posts the same bytes again, as Meta now and then does by itself. */
function Redeliver({ id }: { id: string }): ReactNode {
  const [said, say] = useState("");
  const [busy, setBusy] = useState(false);
  const redeliver = async (): Promise<void> => {
    setBusy(true);
    try {
      const { attempts } = await control.redeliver(id);
      const last = attempts.at(-1);
      say(last === undefined ? "" : `Answered ${answerWords(last)}`);
    } catch (error) {
      say(error instanceof Error ? error.message : "The emulator did not answer.");
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex shrink-0 flex-col items-end gap-1">
      <Button look="outline" size="small" disabled={busy} onClick={() => void redeliver()}>
        <RotateCw aria-hidden className="size-3.5" />
        Redeliver
      </Button>
      <p role="status" className="text-ink-2">
        {said}
      </p>
    </div>
  );
}
