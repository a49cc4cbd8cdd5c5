import { FileText, X } from "lucide-react";
import type { ReactNode } from "react";
import { bytesWords } from "./attachment.ts";
import { COMPOSER_WORDS } from "./composer-words.ts";
import type { Attachment } from "./use-attachments.ts";

interface AttachmentListProps {
  readonly list: readonly Attachment[];
  readonly remove: (id: string) => void;
}

/** The files that will go, each with how far it has come or why it cannot. */
export function AttachmentList({ list, remove }: AttachmentListProps): ReactNode {
  if (list.length === 0) return null;
  return (
    <ul aria-label={COMPOSER_WORDS.attachments} className="flex flex-wrap gap-2 px-2.5 pt-2.5">
      {list.map((one) => (
        <li
          key={one.id}
          className={`relative flex w-64 max-w-full items-center gap-2.5 overflow-hidden rounded-lg
            border bg-panel p-1.5 pr-1
            ${one.state.kind === "failed" ? "border-bad/50" : "border-line"}`}
        >
          {one.preview === undefined ? (
            <span className="grid size-10 shrink-0 place-items-center rounded-md bg-selected text-ink-2">
              <FileText aria-hidden className="size-5" strokeWidth={1.75} />
            </span>
          ) : (
            <img src={one.preview} alt="" className="size-10 shrink-0 rounded-md object-cover" />
          )}
          <span className="min-w-0 flex-1 text-xs">
            <span className="block truncate font-medium">{one.file.name}</span>
            <State attachment={one} />
          </span>
          <button
            type="button"
            aria-label={COMPOSER_WORDS.remove(one.file.name)}
            onClick={() => remove(one.id)}
            className="grid size-7 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-hover hover:text-ink"
          >
            <X aria-hidden className="size-4" />
          </button>
          {one.state.kind === "uploading" && (
            <progress
              aria-label={one.file.name}
              value={one.state.part}
              max={1}
              className="absolute inset-x-0 bottom-0 h-1 w-full appearance-none [&::-webkit-progress-bar]:bg-selected [&::-webkit-progress-value]:bg-accent"
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function State({ attachment: { state, file } }: { attachment: Attachment }): ReactNode {
  switch (state.kind) {
    case "uploading":
      return (
        <span className="figures block text-ink-2">
          {COMPOSER_WORDS.uploading(Math.floor(state.part * 100))}
        </span>
      );
    case "ready":
      return (
        <span className="figures block text-ink-2">
          {bytesWords(file.size)} · {COMPOSER_WORDS.ready}
        </span>
      );
    case "failed":
      return (
        <span role="alert" className="block text-bad">
          {state.why}
        </span>
      );
  }
}
