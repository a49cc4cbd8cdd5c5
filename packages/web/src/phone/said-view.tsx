import {
  AudioLines,
  CircleUserRound,
  FileText,
  Film,
  Image,
  type LucideIcon,
  MapPin,
  Mic,
  ShoppingBag,
  Sticker,
} from "lucide-react";
import { type ReactNode, useState } from "react";
import { phoneWords } from "../inbox/list/thread-words.ts";
import { FormattedText } from "../inbox/thread/formatted-text.tsx";
import { type Asked, FILE_WORDS, type File, otherWords, type Said } from "./said.ts";

/** What a message says, drawn as on a phone. Its buttons stand below the bubble. */
export function SaidView({ said }: { said: Said }): ReactNode {
  switch (said.kind) {
    case "text":
      return <FormattedText text={said.text} />;
    case "file":
      return (
        <>
          <FileView file={said} />
          {said.caption !== undefined && <FormattedText text={said.caption} />}
        </>
      );
    case "place":
      return (
        <Piece icon={MapPin} title={said.name ?? "Location"} below={said.address}>
          <p className="figures text-ink-2">{said.where}</p>
        </Piece>
      );
    case "people":
      return said.people.map((person) => (
        <Piece
          key={person.name}
          icon={CircleUserRound}
          title={person.name}
          below={person.phones.map((phone) => phoneWords(phone)).join(", ") || "no phone number"}
        />
      ));
    case "order":
      return (
        <>
          <Piece icon={ShoppingBag} title="Order" below={`${said.items.length} from the catalog`}>
            {said.items.map((item) => (
              <p key={item.product} className="text-ink-2">
                {item.quantity} × {item.product}
                {item.price !== undefined && ` at ${item.price}`}
              </p>
            ))}
          </Piece>
          {said.text !== undefined && <FormattedText text={said.text} />}
        </>
      );
    case "choice":
      return (
        <>
          <p dir="auto" className="font-medium [overflow-wrap:anywhere]">
            {said.title}
          </p>
          {said.description !== undefined && (
            <p className="text-ink-2 text-xs">{said.description}</p>
          )}
        </>
      );
    case "asked":
      return <AskedView asked={said} />;
    case "reaction":
      return null;
    case "other":
      return <p className="text-ink-2">{otherWords(said.type)}</p>;
  }
}

function AskedView({ asked }: { asked: Asked }): ReactNode {
  return (
    <>
      {asked.file !== undefined && <FileView file={asked.file} />}
      {asked.header !== undefined && (
        <p dir="auto" className="mb-0.5 font-semibold">
          {asked.header}
        </p>
      )}
      {asked.body !== "" && <FormattedText text={asked.body} />}
      {asked.footer !== undefined && <p className="mt-1 text-ink-3 text-xs">{asked.footer}</p>}
    </>
  );
}

const FILE_ICONS: { readonly [file in File["file"]]: LucideIcon } = {
  image: Image,
  video: Film,
  audio: AudioLines,
  document: FileText,
  sticker: Sticker,
};

/** A file as a phone shows it; one that lies on the web is only named: it is not ours to fetch. */
function FileView({ file }: { file: File }): ReactNode {
  const [broken, setBroken] = useState(false);
  const words = FILE_WORDS[file.isVoice ? "voice" : file.file];
  if (file.src === undefined || broken) {
    const place = file.link === undefined ? undefined : hostOf(file.link);
    return <Piece icon={FILE_ICONS[file.file]} title={file.filename ?? words} below={place} />;
  }
  const fail = (): void => setBroken(true);
  switch (file.file) {
    case "image":
      return (
        <img
          src={file.src}
          alt={file.caption ?? words}
          onError={fail}
          className="my-1 max-h-64 min-h-24 w-64 max-w-full rounded-lg bg-ink/6 object-cover"
        />
      );
    case "sticker":
      return (
        <img src={file.src} alt={words} onError={fail} className="my-1 size-28 object-contain" />
      );
    case "video":
      return (
        // biome-ignore lint/a11y/useMediaCaption: nobody wrote captions for it.
        <video
          src={file.src}
          controls
          preload="metadata"
          onError={fail}
          className="my-1 max-h-64 w-64 max-w-full rounded-lg bg-ink/10"
        />
      );
    case "audio":
      return (
        <div className="my-1 flex items-center gap-2">
          {file.isVoice && <Mic aria-hidden className="size-4.5 shrink-0 text-accent" />}
          {/* biome-ignore lint/a11y/useMediaCaption: nobody wrote captions for it. */}
          <audio
            src={file.src}
            controls
            preload="none"
            aria-label={words}
            onError={fail}
            className="h-10 w-56 max-w-full"
          />
        </div>
      );
    case "document":
      return (
        <a href={file.src} download={file.filename ?? "document"} className="block">
          <Piece icon={FileText} title={file.filename ?? words} below="Save it" />
        </a>
      );
  }
}

function hostOf(link: string): string {
  try {
    return `from ${new URL(link).hostname}`;
  } catch {
    return link;
  }
}

interface PieceProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly below?: string | undefined;
  readonly children?: ReactNode;
}

function Piece({ icon: Icon, title, below, children }: PieceProps): ReactNode {
  return (
    <div className="my-0.5 flex min-w-48 items-start gap-2.5 rounded-lg bg-ink/5 p-2">
      <span className="grid size-9 shrink-0 place-items-center rounded-md bg-ink/6 text-ink-2">
        <Icon aria-hidden className="size-4.5" strokeWidth={1.75} />
      </span>
      <div className="min-w-0 self-center text-xs">
        <p className="font-medium text-sm [overflow-wrap:anywhere]">{title}</p>
        {below !== undefined && <p className="text-ink-2">{below}</p>}
        {children}
      </div>
    </div>
  );
}
