import type { ContentShape } from "@casement/hub/api";
import {
  AudioLines,
  CircleUserRound,
  CornerDownRight,
  ExternalLink,
  FileText,
  Film,
  Image,
  type LucideIcon,
  MapPin,
  Sticker,
} from "lucide-react";
import type { ReactNode } from "react";
import { MEDIA_WORDS, previewOf } from "./preview.ts";

/** What a message says, drawn as on a phone. */
export function MessageContent({ content }: { content: ContentShape }): ReactNode {
  switch (content.kind) {
    case "text":
      return <Words text={content.text} />;
    case "media":
      return <Media content={content} />;
    case "location":
      return <Place content={content} />;
    case "people":
      return <People content={content} />;
    case "choice":
      return <Choice content={content} />;
    case "question":
      return <Asked {...content} buttons={content.options} />;
    case "template":
      return <Asked {...content} />;
    case "reaction":
      return <p className="text-ink-2">{previewOf(content)}</p>;
    case "other":
      return <Other content={content} />;
  }
}

type Of<Kind extends ContentShape["kind"]> = { content: Extract<ContentShape, { kind: Kind }> };

function Words({ text }: { text: string }): ReactNode {
  return <p className="whitespace-pre-wrap break-words [overflow-wrap:anywhere]">{text}</p>;
}

const MEDIA_ICONS: { readonly [media in Of<"media">["content"]["media"]]: LucideIcon } = {
  image: Image,
  video: Film,
  audio: AudioLines,
  document: FileText,
  sticker: Sticker,
};

function Media({ content }: Of<"media">): ReactNode {
  return (
    <>
      <Card
        icon={MEDIA_ICONS[content.media]}
        title={content.filename ?? MEDIA_WORDS[content.media]}
        below={content.mime_type ?? (content.filename === null ? null : MEDIA_WORDS[content.media])}
      />
      {content.caption !== null && <Words text={content.caption} />}
    </>
  );
}

function Place({ content }: Of<"location">): ReactNode {
  const where = `${content.latitude.toFixed(5)}, ${content.longitude.toFixed(5)}`;
  return (
    <Card icon={MapPin} title={content.name ?? content.address ?? "Location"}>
      {content.name !== null && content.address !== null && <p>{content.address}</p>}
      <a
        className="figures inline-flex items-center gap-1 text-utility underline underline-offset-2"
        href={`https://www.openstreetmap.org/?mlat=${content.latitude}&mlon=${content.longitude}`}
        target="_blank"
        rel="noreferrer"
      >
        {where} <ExternalLink aria-hidden className="size-3" />
      </a>
    </Card>
  );
}

function People({ content }: Of<"people">): ReactNode {
  return content.people.map((person) => (
    <Card
      key={person.name + person.phones.join()}
      icon={CircleUserRound}
      title={person.name}
      below={person.phones.join(", ") || "no phone number"}
    />
  ));
}

function Choice({ content }: Of<"choice">): ReactNode {
  return (
    <div className="flex gap-2">
      <CornerDownRight aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
      <div className="min-w-0">
        <p className="font-medium">
          <span className="sr-only">Chose: </span>
          {content.title}
        </p>
        {content.description !== null && (
          <p className="text-ink-2 text-xs">{content.description}</p>
        )}
      </div>
    </div>
  );
}

interface AskedProps {
  readonly header: string | null;
  readonly text: string;
  readonly footer: string | null;
  readonly buttons: readonly string[];
}

/** A template or a question: with the buttons a customer can press, which here are only shown. */
function Asked({ header, text, footer, buttons }: AskedProps): ReactNode {
  return (
    <div className="min-w-52">
      {header !== null && <p className="mb-0.5 font-semibold">{header}</p>}
      <Words text={text} />
      {footer !== null && <p className="mt-1 text-ink-3 text-xs">{footer}</p>}
      {buttons.length > 0 && (
        <ul aria-label="Buttons" className="-mx-3 mt-2 border-ink/8 border-t">
          {buttons.map((button) => (
            <li
              key={button}
              className="border-ink/8 border-b px-3 py-1.5 text-center font-medium text-utility last:border-b-0"
            >
              {button}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Other({ content }: Of<"other">): ReactNode {
  return (
    <>
      {content.text !== null && <Words text={content.text} />}
      <p className="text-ink-3 text-xs italic">
        A message of the kind “{content.type}”, which cannot be shown here. The post is kept.
      </p>
    </>
  );
}

interface CardProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly below?: string | null;
  readonly children?: ReactNode;
}

function Card({ icon: Icon, title, below, children }: CardProps): ReactNode {
  return (
    <div className="my-0.5 flex min-w-52 items-center gap-2.5 rounded-lg bg-ink/5 p-2">
      <span className="grid size-9 shrink-0 place-items-center rounded-md bg-ink/6 text-ink-2">
        <Icon aria-hidden className="size-4.5" strokeWidth={1.75} />
      </span>
      <div className="min-w-0 text-xs">
        <p className="truncate font-medium text-sm">{title}</p>
        {below != null && <p className="truncate text-ink-2">{below}</p>}
        {children}
      </div>
    </div>
  );
}
