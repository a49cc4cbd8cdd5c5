import { machineTime } from "@casement/engine/system-clock";
import type { ContentShape } from "@casement/hub/api";
import { AudioLines, Download, FileText, Film, Image, Mic, Sticker, X } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button, IconButton } from "../../design/button.tsx";
import { Card } from "./card.tsx";
import { CONTENT_WORDS } from "./message-words.ts";
import { mediaWords } from "./preview.ts";

type Media = Extract<ContentShape, { kind: "media" }>;

interface MediaFileProps {
  readonly content: Media;
  readonly numberId: string;
}

/**
 * A file as on a phone: pictures, sound and films play in place. The hub keeps the bytes and hands
 * out only what a browser shows without running it; the rest is saved, never opened.
 */
export function MediaFile({ content, numberId }: MediaFileProps): ReactNode {
  const url = fileUrl(numberId, content.media_id);
  const [broken, setBroken] = useState(false);
  const [tried, setTried] = useState<Tried>({ attempts: 0, wasThere: false });
  // The hub tells of the message again once it has fetched the file.
  // biome-ignore lint/correctness/useExhaustiveDependencies: that it is told again is what counts.
  useEffect(() => setBroken(false), [content]);
  if (url === undefined || content.media === "document") {
    return <FileCard content={content} url={url} />;
  }
  if (broken) {
    const again = (wasThere: boolean): void => {
      setTried({ attempts: tried.attempts + 1, wasThere });
      setBroken(false);
    };
    return <Missing content={content} url={url} tried={tried} again={again} />;
  }
  const failed = (): void => setBroken(true);
  switch (content.media) {
    case "image":
      return <Picture url={url} name={content.caption ?? mediaWords(content)} failed={failed} />;
    case "sticker":
      return (
        <img
          src={url}
          alt={mediaWords(content)}
          loading="lazy"
          onError={failed}
          className="my-1 size-32 object-contain"
        />
      );
    case "video":
      return (
        // biome-ignore lint/a11y/useMediaCaption: the customer recorded none.
        <video
          src={url}
          controls
          preload="metadata"
          onError={failed}
          className="my-1 h-56 w-72 max-w-full rounded-lg bg-ink/10"
        />
      );
    case "audio":
      return (
        <div className="my-1 flex items-center gap-2">
          {content.voice === true && <Mic aria-hidden className="size-4.5 shrink-0 text-accent" />}
          {/* biome-ignore lint/a11y/useMediaCaption: the customer recorded none. */}
          <audio
            src={url}
            controls
            preload="none"
            aria-label={mediaWords(content)}
            onError={failed}
            className="h-10 w-64 max-w-full"
          />
        </div>
      );
  }
}

/** Where the hub keeps a file, if it does. */
export function fileUrl(numberId: string, mediaId: string | null): string | undefined {
  return mediaId === null ? undefined : `/api/v1/media/${numberId}/${encodeURIComponent(mediaId)}`;
}

interface PictureProps {
  readonly url: string;
  readonly name: string;
  readonly failed: () => void;
}

/** A picture of a set size, so that what stands above does not move when it arrives. */
function Picture({ url, name, failed }: PictureProps): ReactNode {
  const viewer = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button
        type="button"
        aria-label={CONTENT_WORDS.open}
        onClick={() => viewer.current?.showModal()}
        className="my-1 block h-56 w-72 max-w-full overflow-hidden rounded-lg bg-ink/6"
      >
        <img
          src={url}
          alt={name}
          loading="lazy"
          onError={failed}
          className="size-full object-cover"
        />
      </button>
      <dialog
        ref={viewer}
        aria-label={name}
        onClick={() => viewer.current?.close()}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.stopPropagation();
        }}
        className="m-auto max-h-[92dvh] max-w-[94vw] rounded-xl bg-raised p-0 shadow-float"
      >
        <img src={url} alt={name} loading="lazy" className="max-h-[92dvh] max-w-[94vw]" />
        <IconButton
          label={CONTENT_WORDS.close}
          className="absolute top-2 right-2 bg-raised/90"
          onClick={() => viewer.current?.close()}
        >
          <X aria-hidden className="size-5" />
        </IconButton>
      </dialog>
    </>
  );
}

const ICONS = {
  image: Image,
  video: Film,
  audio: AudioLines,
  document: FileText,
  sticker: Sticker,
} as const;

function FileCard({ content, url }: { content: Media; url: string | undefined }): ReactNode {
  const title = content.filename ?? mediaWords(content);
  const below = url === undefined ? CONTENT_WORDS.linked : typeWords(content.mime_type);
  const card = (
    <Card icon={ICONS[content.media]} title={title} below={below}>
      {null}
    </Card>
  );
  if (url === undefined) return card;
  return (
    <a href={url} download={content.filename ?? true} className="relative block">
      <span className="sr-only">Save </span>
      <Card icon={Download} title={title} below={below} />
    </a>
  );
}

/** `PDF`, of `application/pdf`: the long names of office programs say nothing to people. */
function typeWords(mimeType: string | null): string | null {
  if (mimeType === null) return null;
  const [family = "", type = ""] = (mimeType.split(";")[0] ?? "").split("/");
  if (family !== "application" && family !== "text") return mimeType;
  return OFFICE.get(type) ?? (type.length <= 5 ? type.toUpperCase() : "File");
}

const OFFICE: ReadonlyMap<string, string> = new Map([
  ["msword", "Word document"],
  ["plain", "Text"],
  ["vnd.ms-excel", "Excel sheet"],
  ["vnd.ms-powerpoint", "PowerPoint slides"],
  ["vnd.openxmlformats-officedocument.wordprocessingml.document", "Word document"],
  ["vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel sheet"],
  ["vnd.openxmlformats-officedocument.presentationml.presentation", "PowerPoint slides"],
]);

interface Tried {
  /** How often a file was asked for again. */
  readonly attempts: number;
  /** Whether the hub had it when it was last asked for again. */
  readonly wasThere: boolean;
}

interface MissingProps {
  readonly content: Media;
  readonly url: string;
  readonly tried: Tried;
  readonly again: (wasThere: boolean) => void;
}

const WAIT_MS_MIN = 1_000;
const WAIT_MS_MAX = 30_000;

/**
 * Asks the hub why a file could not be shown, and says it. One that the hub is still fetching is
 * asked for again: that it is there may have been told before the answer that it is not. One that
 * has come meanwhile is drawn once more; only what then still fails cannot be drawn at all.
 */
function Missing({ content, url, tried, again }: MissingProps): ReactNode {
  const [reason, setReason] = useState<Reason>({ kind: "looking" });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` is of this attempt.
  useEffect(() => {
    let callOff = (): void => {};
    let wanted = true;
    void reasonFor(url).then((found) => {
      if (!wanted) return;
      if (found.kind === "there" && !tried.wasThere) return again(true);
      setReason(found);
      if (found.kind !== "later") return;
      const waitMs = Math.min(WAIT_MS_MAX, WAIT_MS_MIN * 2 ** tried.attempts);
      callOff = machineTime.after(waitMs, () => again(false));
    });
    return () => {
      wanted = false;
      callOff();
    };
  }, [url]);
  if (reason.kind === "there") return <FileCard content={content} url={url} />;
  return (
    <Card icon={ICONS[content.media]} title={content.filename ?? mediaWords(content)}>
      <p className="text-ink-2">{"why" in reason ? reason.why : CONTENT_WORDS.looking}</p>
      <Button look="outline" size="small" className="mt-1.5" onClick={() => again(false)}>
        {CONTENT_WORDS.again}
      </Button>
    </Card>
  );
}

type Reason =
  | { readonly kind: "looking" }
  | { readonly kind: "there" }
  | { readonly kind: "later" | "never"; readonly why: string };

/** Why the hub does not give the file. */
async function reasonFor(url: string): Promise<Reason> {
  try {
    const answer = await fetch(url, { headers: { range: "bytes=0-0" } });
    if (answer.ok) return { kind: "there" };
    const body: { error?: { message?: string } } = await answer.json();
    const why = body.error?.message ?? CONTENT_WORDS.notThere;
    return { kind: answer.status === 503 ? "later" : "never", why };
  } catch {
    return { kind: "later", why: CONTENT_WORDS.hubAway };
  }
}
