import type { DraftShape, TemplateShape, ThreadShape } from "@casement/hub/api";
import { useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { Button, IconButton } from "../../design/button.tsx";
import { CategoryChip } from "../../design/category-chip.tsx";
import { useNow } from "../../time/use-now.ts";
import { useTemplates } from "../live/queries.ts";
import { PICKER_WORDS } from "./composer-words.ts";
import { draftFromTemplate, type Sending, verdictOn } from "./sending.ts";
import { TemplateForm } from "./template-form.tsx";
import { costWords, refusalWords } from "./verdict-words.ts";

interface TemplatePickerProps {
  readonly thread: ThreadShape;
  readonly sending: Sending;
  readonly busy: boolean;
  /** Says whether it went. */
  readonly send: (draft: DraftShape, template: TemplateShape) => Promise<boolean>;
  /** Somebody begins to fill one in, or goes back to choose another. */
  readonly chosen: (isChosen: boolean) => void;
  /** Back to the box, where that is open. */
  readonly leave: (() => void) | undefined;
}

/**
 * Choose a template, with its price before the send; then fill it in and see it as it will look.
 */
export function TemplatePicker(props: TemplatePickerProps): ReactNode {
  const { thread, sending, busy, send, leave } = props;
  const templates = useTemplates(thread.number_id);
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<TemplateShape>();
  const picker = useRef<HTMLDivElement>(null);
  const choose = (template: TemplateShape | undefined): void => {
    setChosen(template);
    // The field in focus goes. What is pressed next is for the list, and Escape leads to the box.
    if (template === undefined) picker.current?.focus();
    props.chosen(template !== undefined);
  };

  const sendAndLeave = async (draft: DraftShape, template: TemplateShape): Promise<void> => {
    if (!(await send(draft, template))) return;
    // Another may have been begun before this one was answered.
    setChosen((now) => (now === template ? undefined : now));
    // It is the one that was used last now.
    await queries.invalidateQueries({ queryKey: ["templates", thread.number_id] });
  };
  const back = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || (chosen === undefined && leave === undefined)) return;
    event.preventDefault();
    if (chosen !== undefined) choose(undefined);
    else leave?.();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape goes a step back from here.
    <div
      ref={picker}
      tabIndex={-1}
      onKeyDown={back}
      className="arrives flex flex-col gap-2 outline-none"
    >
      {chosen === undefined ? (
        <>
          <div className="flex h-8 items-center justify-between">
            <h3 className="font-semibold">{PICKER_WORDS.choose}</h3>
            {leave !== undefined && (
              <IconButton label={PICKER_WORDS.back} onClick={leave}>
                <X aria-hidden className="size-4" />
              </IconButton>
            )}
          </div>
          <Choices loading={templates} sending={sending} choose={choose} />
        </>
      ) : (
        <TemplateForm
          key={`${chosen.name} ${chosen.language}`}
          template={chosen}
          sending={sending}
          busy={busy}
          send={(draft) => void sendAndLeave(draft, chosen)}
          back={() => choose(undefined)}
        />
      )}
    </div>
  );
}

interface ChoicesProps {
  readonly loading: ReturnType<typeof useTemplates>;
  readonly sending: Sending;
  readonly choose: (template: TemplateShape) => void;
}

function Choices({ loading, sending, choose }: ChoicesProps): ReactNode {
  const [words, find] = useState("");
  if (loading.isPending) {
    return (
      <div role="status" className="waits h-24 rounded-xl bg-selected">
        <span className="sr-only">{PICKER_WORDS.loading}</span>
      </div>
    );
  }
  if (loading.isError) {
    return (
      <p role="alert" className="flex items-center gap-3 text-bad">
        {PICKER_WORDS.failed}
        <Button look="outline" size="small" onClick={() => void loading.refetch()}>
          {PICKER_WORDS.again}
        </Button>
      </p>
    );
  }
  if (loading.data.length === 0) {
    return <p className="pb-2 text-ink-2">{PICKER_WORDS.none}</p>;
  }
  const found = loading.data.filter((template) => isAbout(template, words));
  return (
    <>
      {loading.data.length > MANY && (
        <input
          type="search"
          aria-label={PICKER_WORDS.find}
          placeholder={PICKER_WORDS.find}
          value={words}
          onChange={(event) => find(event.target.value)}
          className="h-9 rounded-lg border border-line-strong bg-ground px-3 placeholder:text-ink-3"
        />
      )}
      {found.length === 0 && <p className="pb-2 text-ink-2">{PICKER_WORDS.noneFound(words)}</p>}
      {found.length > 0 && (
        <ul
          aria-label={PICKER_WORDS.templates}
          className="max-h-[min(15rem,34dvh)] divide-y divide-line overflow-y-auto rounded-xl border border-line"
        >
          {found.map((template) => (
            <li key={`${template.name} ${template.language}`}>
              <TemplateRow template={template} sending={sending} choose={() => choose(template)} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** From so many templates on, one looks for one and does not read them all. */
const MANY = 6;

function isAbout({ name, body, category }: TemplateShape, words: string): boolean {
  const text = `${name.replaceAll("_", " ")} ${name} ${category} ${body}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

interface TemplateRowProps {
  readonly template: TemplateShape;
  readonly sending: Sending;
  readonly choose: () => void;
}

function TemplateRow({ template, sending, choose }: TemplateRowProps): ReactNode {
  const { decision } = verdictOn(sending, draftFromTemplate(template), useNow());
  return (
    <button
      type="button"
      onClick={choose}
      disabled={!decision.allowed}
      className="grid w-full grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 px-3 py-2 text-left transition-colors enabled:hover:bg-hover focus-visible:-outline-offset-2 disabled:text-ink-3"
    >
      <span className="flex min-w-0 items-center gap-2">
        <span className="truncate font-semibold">{template.name}</span>
        <CategoryChip category={template.category} />
        <span className="hidden text-ink-3 text-xs sm:inline">{template.language}</span>
      </span>
      <span className="figures row-span-2 text-right text-xs">
        {decision.allowed ? costWords(decision) : refusalWords(decision.reason)}
      </span>
      <span className="truncate text-ink-2 text-xs">{template.body}</span>
    </button>
  );
}
