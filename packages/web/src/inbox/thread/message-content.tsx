import type { ContentShape } from "@casement/hub/api";
import {
  CircleUserRound,
  CornerDownRight,
  ExternalLink,
  MapPin,
  Megaphone,
  ShoppingBag,
} from "lucide-react";
import type { ReactNode } from "react";
import { goodsWords } from "../../design/money.ts";
import { Asked } from "./asked.tsx";
import { Card } from "./card.tsx";
import { FormattedText } from "./formatted-text.tsx";
import { MediaFile } from "./media-file.tsx";
import { ARRIVAL_WORDS, CONTENT_WORDS, otherWords } from "./message-words.ts";
import { previewOf } from "./preview.ts";

interface MessageContentProps {
  readonly content: ContentShape;
  /** Whose files they are. */
  readonly numberId: string;
}

/** What a message says, drawn as on a phone. */
export function MessageContent({ content, numberId }: MessageContentProps): ReactNode {
  switch (content.kind) {
    case "text":
      return (
        <>
          <Arrival arrival={content.arrival} />
          <FormattedText text={content.text} />
        </>
      );
    case "media":
      return (
        <>
          <Arrival arrival={content.arrival} />
          <MediaFile content={content} numberId={numberId} />
          {content.caption !== null && <FormattedText text={content.caption} />}
        </>
      );
    case "location":
      return <Place content={content} />;
    case "people":
      return <People content={content} />;
    case "choice":
      return <Choice content={content} />;
    case "question":
      return <Asked {...content} buttons={content.options} numberId={numberId} />;
    case "template":
      return <Asked {...content} numberId={numberId} />;
    case "order":
      return <Order content={content} />;
    case "reaction":
      return <p className="text-ink-2">{previewOf(content)}</p>;
    case "other":
      return <Other content={content} />;
  }
}

type Of<Kind extends ContentShape["kind"]> = { content: Extract<ContentShape, { kind: Kind }> };

/** What brought them: an ad, a post or a page's button. */
function Arrival({ arrival }: { arrival: Of<"text">["content"]["arrival"] }): ReactNode {
  if (arrival === undefined) return null;
  const { by, headline, url } = arrival;
  return (
    <p className="mb-1.5 flex gap-2 rounded-md bg-entry-soft px-2 py-1.5 text-xs">
      <Megaphone aria-hidden className="mt-px size-3.5 shrink-0 text-entry" />
      <span className="min-w-0">
        <span className="block font-semibold text-entry">{ARRIVAL_WORDS[by]}</span>
        {headline !== null && <span className="block text-ink-2">{headline}</span>}
        {url !== null && /^https?:/.test(url) && (
          <a
            href={url}
            target="_blank"
            rel="noreferrer noopener"
            className="block truncate text-utility underline underline-offset-2"
          >
            {url}
          </a>
        )}
      </span>
    </p>
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
        rel="noreferrer noopener"
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
      below={person.company ?? null}
    >
      {person.phones.length === 0 && <p className="text-ink-2">{CONTENT_WORDS.noPhone}</p>}
      {[...person.phones, ...(person.emails ?? [])].map((one) => (
        <p key={one} className="figures text-ink-2">
          {one}
        </p>
      ))}
    </Card>
  ));
}

function Choice({ content }: Of<"choice">): ReactNode {
  return (
    <div className="flex gap-2">
      <CornerDownRight aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
      <div className="min-w-0">
        <p className="font-medium">
          <span className="sr-only">{CONTENT_WORDS.chose}</span>
          <bdi>{content.title}</bdi>
        </p>
        {content.description !== null && (
          <p className="text-ink-2 text-xs">{content.description}</p>
        )}
      </div>
    </div>
  );
}

function Order({ content }: Of<"order">): ReactNode {
  const [first] = content.items;
  const currency = first?.currency ?? null;
  const isOne = content.items.every((item) => item.currency === currency && item.price !== null);
  const total = content.items.reduce((sum, item) => sum + item.quantity * (item.price ?? 0), 0);
  return (
    <>
      <Card icon={ShoppingBag} title={CONTENT_WORDS.order}>
        <ul>
          {content.items.map((item) => (
            <li key={item.product} className="figures flex justify-between gap-4">
              <span>
                {item.quantity} × {item.product}
              </span>
              {item.price !== null && item.currency !== null && (
                <span>{goodsWords(item.price, item.currency)}</span>
              )}
            </li>
          ))}
        </ul>
        {isOne && currency !== null && content.items.length > 0 && (
          <p className="figures mt-1 flex justify-between gap-4 border-ink/10 border-t pt-1 font-semibold">
            <span>{CONTENT_WORDS.orderTotal}</span>
            <span>{goodsWords(total, currency)}</span>
          </p>
        )}
      </Card>
      {content.text !== null && <FormattedText text={content.text} />}
    </>
  );
}

function Other({ content }: Of<"other">): ReactNode {
  return (
    <>
      {content.text !== null && <FormattedText text={content.text} />}
      <p className="max-w-80 text-ink-3 text-xs italic">{otherWords(content.type)}</p>
    </>
  );
}
