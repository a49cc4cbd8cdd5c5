import type { ReactNode } from "react";
import { type Block, blocksOf, type Inline, isFewEmoji } from "./formatting.ts";

/**
 * A text with WhatsApp's marks, drawn as on a phone: each block runs as its first letters do, from
 * the left or from the right. Nothing in it becomes markup of ours.
 */
export function FormattedText({ text }: { text: string }): ReactNode {
  if (isFewEmoji(text)) return <p className="py-0.5 text-4xl leading-tight">{text}</p>;
  return (
    <div className="break-words [overflow-wrap:anywhere]">
      {blocksOf(text).map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text does not change its order.
        <Drawn key={index} block={block} />
      ))}
    </div>
  );
}

function Drawn({ block }: { block: Block }): ReactNode {
  switch (block.kind) {
    case "lines":
      return (
        <p dir="auto" className="whitespace-pre-wrap">
          <Inlines inlines={block.inside} />
        </p>
      );
    case "quote":
      return (
        <blockquote
          dir="auto"
          className="my-0.5 whitespace-pre-wrap border-ink/20 border-s-3 ps-2 text-ink-2"
        >
          <Inlines inlines={block.inside} />
        </blockquote>
      );
    case "mono":
      return (
        <pre
          dir="auto"
          className="my-0.5 overflow-x-auto whitespace-pre-wrap rounded-md bg-ink/5 px-2 py-1 font-mono text-[0.8125rem]"
        >
          {block.text}
        </pre>
      );
    case "bullets":
      return (
        <ul dir="auto" className="list-disc ps-5">
          <Items items={block.items} />
        </ul>
      );
    case "numbers":
      return (
        <ol dir="auto" className="list-decimal ps-6">
          <Items items={block.items} />
        </ol>
      );
  }
}

function Items({ items }: { items: readonly (readonly Inline[])[] }): ReactNode {
  return items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a text does not change its order.
    <li key={index}>
      <Inlines inlines={item} />
    </li>
  ));
}

function Inlines({ inlines }: { inlines: readonly Inline[] }): ReactNode {
  return inlines.map((inline, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a text does not change its order.
    <InlinePiece key={index} inline={inline} />
  ));
}

function InlinePiece({ inline }: { inline: Inline }): ReactNode {
  switch (inline.kind) {
    case "words":
      return inline.text;
    case "mono":
      return <code className="rounded bg-ink/6 px-1 text-[0.8125rem]">{inline.text}</code>;
    case "link":
      return (
        <a
          href={inline.href}
          target="_blank"
          rel="noreferrer noopener"
          className="text-utility underline underline-offset-2"
        >
          {inline.text}
        </a>
      );
    case "bold":
      return (
        <strong className="font-semibold">
          <Inlines inlines={inline.inside} />
        </strong>
      );
    case "italic":
      return (
        <em>
          <Inlines inlines={inline.inside} />
        </em>
      );
    case "strike":
      return (
        <s>
          <Inlines inlines={inline.inside} />
        </s>
      );
  }
}
