import type { MergeShape, ThreadDetailShape, ThreadShape } from "@casement/hub/api";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Field } from "../../design/field.tsx";
import { momentFromIso } from "../../time/moment.ts";
import { shortMoment } from "../../time/time-words.ts";
import { useNow, ZONE } from "../../time/use-now.ts";
import { ask } from "../frame/ask.ts";
import { FormProblem } from "../frame/form-problem.tsx";
import { mayDo, useSession } from "../frame/session.ts";
import { nameOf, phoneWords } from "../list/thread-words.ts";
import { search } from "../live/api.ts";
import { MERGE_WORDS } from "./customer-words.ts";
import { Section } from "./section.tsx";

interface MergesProps {
  readonly thread: ThreadShape;
  readonly detail: Pick<ThreadDetailShape, "merges" | "aliases">;
}

/** Whom somebody said to be the same customer, to be undone; and the way to say it of another. */
export function Merges({ thread, detail: { merges, aliases } }: MergesProps): ReactNode {
  const [chooses, setChooses] = useState(false);
  const may = mayDo(useSession(), "threads:write");
  const isGroup = aliases.some(({ kind }) => kind === "group_id");
  if (isGroup || (merges.length === 0 && !may)) return null;
  return (
    <Section title={MERGE_WORDS.title}>
      {merges.map((merge) => (
        <Merge key={merge.merge_id} thread={thread} merge={merge} may={may} />
      ))}
      {may && (
        <Button look="outline" size="small" className="self-start" onClick={() => setChooses(true)}>
          {MERGE_WORDS.merge}
        </Button>
      )}
      {chooses && <Choose thread={thread} close={() => setChooses(false)} />}
    </Section>
  );
}

function pathOf({ number_id, thread_id }: ThreadShape): string {
  return `/threads/${number_id}/${thread_id}/merges`;
}

interface MergeProps {
  readonly thread: ThreadShape;
  readonly merge: MergeShape;
  readonly may: boolean;
}

function Merge({ thread, merge, may }: MergeProps): ReactNode {
  const now = useNow();
  const undoing = useMutation({
    mutationFn: () => ask("DELETE", `${pathOf(thread)}/${merge.merge_id}`),
  });
  const when = shortMoment(momentFromIso(merge.made_at), now, ZONE);
  return (
    <div className="flex items-start justify-between gap-2 text-xs">
      <p className="min-w-0 text-ink-2">
        {MERGE_WORDS.merged(merge.name ?? MERGE_WORDS.nameless, merge.who, when)}
      </p>
      {may && (
        <Button
          look="outline"
          size="small"
          disabled={undoing.isPending}
          onClick={() => undoing.mutate()}
        >
          {MERGE_WORDS.undo}
        </Button>
      )}
      <FormProblem>{undoing.error?.message}</FormProblem>
    </div>
  );
}

/**
 * Threads of the same number, found as in the list. They are looked for once something is typed:
 * nobody who was erased is found by what they were called or said, and without words all would be.
 */
function Choose({ thread, close }: { thread: ThreadShape; close: () => void }): ReactNode {
  const [q, setQ] = useState("");
  const found = useQuery({
    enabled: q.trim() !== "",
    queryKey: ["threads to merge", thread.number_id, q.trim()],
    queryFn: () => {
      const asked = search({ q: q.trim(), number_id: thread.number_id, limit: "8" });
      return ask<readonly ThreadShape[]>("GET", `/threads?${asked}`);
    },
  });
  const merging = useMutation({
    mutationFn: (thread_id: string) => ask("POST", pathOf(thread), { thread_id }),
    onSuccess: close,
  });
  const others = found.data?.filter((one) => one.thread_id !== thread.thread_id) ?? [];
  return (
    <Dialog title={MERGE_WORDS.whom(nameOf(thread))} close={close}>
      <p className="text-ink-2">{MERGE_WORDS.what}</p>
      <Field
        label={MERGE_WORDS.find}
        value={q}
        maxLength={200}
        onChange={(event) => setQ(event.target.value)}
      />
      <ul className="flex flex-col gap-1">
        {others.map((one) => (
          <li key={one.thread_id} className="flex items-center justify-between gap-2">
            <span className="min-w-0 truncate">
              {nameOf(one)} <span className="figures text-ink-2">{phoneWords(one.phone)}</span>
            </span>
            <Button
              look="outline"
              size="small"
              disabled={merging.isPending}
              aria-label={MERGE_WORDS.same(nameOf(one))}
              onClick={() => merging.mutate(one.thread_id)}
            >
              {MERGE_WORDS.isSame}
            </Button>
          </li>
        ))}
      </ul>
      {found.isSuccess && others.length === 0 && <p className="text-ink-2">{MERGE_WORDS.none}</p>}
      <FormProblem>{merging.error?.message ?? found.error?.message}</FormProblem>
    </Dialog>
  );
}
