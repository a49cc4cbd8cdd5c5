import type { ContentShape } from "@casement/hub/api";
import {
  ExternalLink,
  FileText,
  Film,
  Image,
  List,
  type LucideIcon,
  MapPin,
  Phone,
  Reply,
  ShoppingBag,
  SquarePen,
} from "lucide-react";
import type { ReactNode } from "react";
import { FormattedText } from "./formatted-text.tsx";
import { fileUrl } from "./media-file.tsx";
import { CONTENT_WORDS } from "./message-words.ts";

type Question = Extract<ContentShape, { kind: "question" }>;
type Style = NonNullable<Question["style"]>;

export interface AskedProps {
  readonly header: string | null;
  readonly text: string;
  readonly footer: string | null;
  readonly buttons: readonly string[];
  readonly style?: Style | undefined;
  /** What opens a list, a link, a form or a catalogue. */
  readonly button?: string | null | undefined;
  readonly url?: string | null | undefined;
  readonly picture?: Question["picture"] | undefined;
  readonly numberId: string;
}

const ICONS: { readonly [style in Style]: LucideIcon } = {
  buttons: Reply,
  list: List,
  link: ExternalLink,
  form: SquarePen,
  products: ShoppingBag,
  location: MapPin,
  call: Phone,
  other: Reply,
};

/** A template or a question, with what a customer can press; here it is only shown. */
export function Asked(props: AskedProps): ReactNode {
  const {
    header,
    text,
    footer,
    buttons,
    style = "buttons",
    button,
    url,
    picture,
    numberId,
  } = props;
  const opens = button ?? null;
  const pressed = opens === null ? buttons : [];
  return (
    <div className="@min-[21rem]:min-w-52">
      {picture != null && <HeaderFile picture={picture} numberId={numberId} />}
      {header !== null && (
        <p dir="auto" className="mb-0.5 font-semibold">
          {header}
        </p>
      )}
      <FormattedText text={text} />
      {footer !== null && <p className="mt-1 text-ink-3 text-xs">{footer}</p>}
      {(pressed.length > 0 || opens !== null) && (
        <ul aria-label={CONTENT_WORDS.buttons} className="-mx-3 mt-2 border-ink/8 border-t">
          {opens !== null && <PressedHere style={style} words={opens} url={url ?? null} />}
          {pressed.map((one) => (
            <PressedHere key={one} style={style} words={one} url={null} />
          ))}
        </ul>
      )}
      {opens !== null && buttons.length > 0 && (
        <ul className="mt-1.5 list-disc pl-5 text-ink-2 text-xs">
          {buttons.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface PressedProps {
  readonly style: Style;
  readonly words: string;
  readonly url: string | null;
}

function PressedHere({ style, words, url }: PressedProps): ReactNode {
  const Icon = ICONS[style];
  return (
    <li className="flex items-center justify-center gap-1.5 border-ink/8 border-b px-3 py-1.5 text-center font-medium text-utility last:border-b-0">
      {style !== "buttons" && <Icon aria-hidden className="size-3.5 shrink-0" />}
      {url === null || !/^https?:/.test(url) ? (
        words
      ) : (
        <a href={url} target="_blank" rel="noreferrer noopener" className="underline">
          {words}
        </a>
      )}
    </li>
  );
}

const FILES = { image: Image, video: Film, document: FileText } as const;

function HeaderFile({
  picture,
  numberId,
}: {
  picture: NonNullable<Question["picture"]>;
  numberId: string;
}): ReactNode {
  const url = fileUrl(numberId, picture.media_id);
  if (url !== undefined && picture.media === "image") {
    return (
      <img
        src={url}
        alt=""
        loading="lazy"
        className="-mx-1.5 mb-2 h-36 w-[calc(100%+0.75rem)] max-w-none rounded-lg bg-ink/6 object-cover"
      />
    );
  }
  const Icon = FILES[picture.media];
  return (
    <div className="-mx-1.5 mb-2 grid h-24 place-items-center rounded-lg bg-ink/6 text-ink-3">
      <Icon aria-label={`The ${picture.media} above it`} className="size-7" strokeWidth={1.5} />
    </div>
  );
}
