import type { TemplateShape } from "@casement/hub/api";
import type { ReactNode } from "react";
import { piecesOf } from "../composer/template-text.ts";
import { type Inline, inlinesOf } from "../thread/formatting.ts";

interface FilledProps {
  readonly text: string;
  readonly component: "header" | "body";
  readonly template: TemplateShape;
}

/**
 * A text of a template with its examples in it and WhatsApp's marks drawn. What was filled in is
 * marked, for it changes from customer to customer.
 *
 * It is filled in first, since a mark may stand around a gap: `*{{1}}* is your code`. Two
 * characters of the private area, which no text of Meta's has, keep the place of what was filled
 * in.
 */
export function Filled({ text, component, template }: FilledProps): ReactNode {
  const filled = piecesOf(text, component, template, template.examples)
    .map((piece) => {
      if (piece.kind === "words") return piece.text;
      return `${FROM}${piece.value === "" ? `{{${piece.name}}}` : piece.value}${TO}`;
    })
    .join("");
  return <Drawn inlines={inlinesOf(filled)} />;
}

const FROM = "\uE000";
const TO = "\uE001";

function Drawn({ inlines }: { inlines: readonly Inline[] }): ReactNode {
  return inlines.map((inline, index) => {
    // biome-ignore-start lint/suspicious/noArrayIndexKey: a text does not change its order.
    switch (inline.kind) {
      case "words":
        return <Words key={index} text={inline.text} />;
      case "mono":
        return (
          <code key={index}>
            <Words text={inline.text} />
          </code>
        );
      case "link":
        return (
          <span key={index} className="text-utility">
            <Words text={inline.text} />
          </span>
        );
      case "bold":
        return (
          <strong key={index} className="font-semibold">
            <Drawn inlines={inline.inside} />
          </strong>
        );
      case "italic":
        return (
          <em key={index}>
            <Drawn inlines={inline.inside} />
          </em>
        );
      default:
        return (
          <s key={index}>
            <Drawn inlines={inline.inside} />
          </s>
        );
    }
    // biome-ignore-end lint/suspicious/noArrayIndexKey: a text does not change its order.
  });
}

function Words({ text }: { text: string }): ReactNode {
  return text.split(FROM).map((piece, index) => {
    const [filled, rest] = index === 0 ? ["", piece] : piece.split(TO);
    return [
      filled === "" ? null : (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a text does not change its order.
          key={index}
          title="Filled in with each send"
          className="underline decoration-line-strong decoration-dotted underline-offset-3"
        >
          {filled}
        </span>
      ),
      rest ?? "",
    ];
  });
}
