import type { FactShape } from "@casement/hub/api";
import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { JsonView } from "../../design/json-view.tsx";
import { momentFromIso } from "../../time/moment.ts";
import { fullMoment } from "../../time/time-words.ts";
import { ZONE } from "../../time/use-now.ts";
import { Card } from "./card.tsx";
import { useKeptPost } from "./ledger-api.ts";
import { factWords } from "./ledger-words.ts";

interface FactsProps {
  readonly numberId: string;
  readonly facts: readonly FactShape[];
}

/** Every fact about the message, oldest first, down to the bytes that brought it. */
export function Facts({ numberId, facts }: FactsProps): ReactNode {
  return (
    <Card title="Facts" hint="What happened, oldest first. Facts are only ever added">
      <ol className="divide-y divide-line">
        {facts.map((fact) => (
          <li key={fact.fact_id}>
            <Fact numberId={numberId} fact={fact} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Fact({ numberId, fact }: { numberId: string; fact: FactShape }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)} className="group">
      <summary className="flex items-center gap-2.5 rounded-md py-2.5 marker:content-none hover:bg-hover">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-ink-3 transition-transform group-open:rotate-90"
        />
        <span className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-4">
          <span className="first-letter:uppercase">{factWords(fact)}</span>
          <time dateTime={fact.at} className="text-ink-2 text-xs">
            {fullMoment(momentFromIso(fact.at), ZONE)}
          </time>
        </span>
      </summary>
      {open && (
        <div className="flex flex-col gap-3 pb-4 pl-6.5">
          <JsonView text={JSON.stringify(fact.said)} label="The fact in our words" />
          {fact.post === null ? (
            <p className="text-ink-2 text-xs">
              {fact.kind === "business_message" || fact.kind === "echo"
                ? "We wrote this down ourselves when Meta took the message, so no post brought it."
                : "The post that brought it is no longer kept. The fact stays."}
            </p>
          ) : (
            <KeptPost numberId={numberId} fact={fact} post={fact.post} />
          )}
        </div>
      )}
    </details>
  );
}

interface KeptPostProps {
  readonly numberId: string;
  readonly fact: FactShape;
  readonly post: NonNullable<FactShape["post"]>;
}

/** The webhook request that brought a fact, with the notice that it is. */
function KeptPost({ numberId, fact, post }: KeptPostProps): ReactNode {
  const loading = useKeptPost({
    numberId,
    receivedOn: post.received_on,
    postId: post.post_id,
    factId: fact.fact_id,
  });
  if (loading.isPending) return <p role="status">Loading the post…</p>;
  if (loading.isError) return <p role="alert">{loading.error.message}</p>;
  const { body, signature, is_whole: isWhole, path } = loading.data;
  return (
    <div>
      <h3 className="mb-1 font-medium text-xs">
        The post that brought it, received {fullMoment(momentFromIso(post.received_at), ZONE)}
      </h3>
      <JsonView
        text={body}
        label="The kept post"
        markedPath={isWhole ? (path ?? undefined) : undefined}
      />
      <p className="mt-1 text-ink-3 text-xs [overflow-wrap:anywhere]">
        {isWhole
          ? `The notice stands at ${path ?? "an unknown place"}.`
          : "Only the notice: the rest of the post is about numbers out of your reach."}{" "}
        Signed {signature}
      </p>
    </div>
  );
}
