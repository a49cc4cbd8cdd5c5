import { CircleCheck, MessagesSquare, SearchX, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import { SignedOut } from "../frame/signed-out.tsx";
import { isSignedOut } from "../live/api.ts";
import type { useThreads } from "../live/queries.ts";
import { LIST_WORDS, QUEUE_EMPTY } from "./list-words.ts";
import type { Queue } from "./queues.ts";

interface NoRowsProps {
  readonly loading: ReturnType<typeof useThreads>;
  readonly queue: Queue;
  readonly q: string;
  readonly clear: () => void;
}

/** In place of the rows: why there are none, and what can be done. */
export function NoRows({ loading, queue, q, clear }: NoRowsProps): ReactNode {
  if (isSignedOut(loading.error)) return <SignedOut />;
  if (loading.isError) {
    return (
      <Notice icon={Unplug} title={LIST_WORDS.failed} role="alert">
        <p>{loading.error.message}</p>
        <Button look="outline" size="small" onClick={() => void loading.refetch()}>
          {LIST_WORDS.again}
        </Button>
      </Notice>
    );
  }
  if (loading.isPending) return <RowsToCome />;
  if (q !== "") {
    return (
      <Notice icon={SearchX} title={LIST_WORDS.nothingFound(q)} role="status">
        <p>{LIST_WORDS.nothingFoundHint}</p>
        <Button look="outline" size="small" onClick={clear}>
          {LIST_WORDS.showAll}
        </Button>
      </Notice>
    );
  }
  const { title, text } = QUEUE_EMPTY[queue];
  if (queue !== "all") {
    return (
      <Notice icon={CircleCheck} title={title} role="status">
        <p>{text}</p>
      </Notice>
    );
  }
  return (
    <Notice icon={MessagesSquare} title={title}>
      <p>
        {text} {LIST_WORDS.emulator}
      </p>
      <a
        href={`http://${location.hostname}:2425/phone/`}
        target="_blank"
        rel="noreferrer"
        className="font-semibold text-utility underline underline-offset-3"
      >
        {LIST_WORDS.phonePage}
      </a>
    </Notice>
  );
}

function RowsToCome(): ReactNode {
  return (
    <div
      role="status"
      className="shown-after-a-moment min-h-0 flex-1 overflow-hidden border-line border-t"
    >
      <span className="sr-only">{LIST_WORDS.loading}</span>
      {[52, 40, 64, 46, 58, 36].map((width) => (
        <div key={width} className="waits flex h-20 items-center gap-3 border-line border-b px-4">
          <span className="size-10 rounded-full bg-selected" />
          <span className="flex flex-1 flex-col gap-2">
            <span className="h-3 rounded bg-selected" style={{ width: `${width}%` }} />
            <span className="h-3 w-4/5 rounded bg-selected" />
          </span>
        </div>
      ))}
    </div>
  );
}
