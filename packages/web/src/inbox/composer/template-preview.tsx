import type { TemplateShape } from "@casement/hub/api";
import { Image } from "lucide-react";
import type { ReactNode } from "react";
import { type Piece, piecesOf } from "./template-text.ts";

interface TemplatePreviewProps {
  readonly template: TemplateShape;
  readonly values: readonly string[];
}

/** A template as the customer will see it, with what is filled in so far. */
export function TemplatePreview({ template, values }: TemplatePreviewProps): ReactNode {
  const picture = template.parameters.find((parameter) => parameter.format !== "text");
  return (
    <figure
      aria-label="Preview"
      className="h-fit rounded-2xl rounded-br-md bg-bubble-out px-3 py-2"
    >
      {picture !== undefined && (
        <div className="mb-2 grid h-20 place-items-center rounded-lg bg-ink/6 text-ink-3">
          <Image
            aria-label={`The ${picture.format} of the header`}
            className="size-6"
            strokeWidth={1.5}
          />
        </div>
      )}
      {template.header !== null && (
        <p className="mb-0.5 font-semibold">
          <Pieces pieces={piecesOf(template.header, "header", template, values)} />
        </p>
      )}
      <p dir="auto" className="whitespace-pre-wrap break-words">
        <Pieces pieces={piecesOf(template.body, "body", template, values)} />
      </p>
      {template.footer !== null && <p className="mt-1 text-ink-3 text-xs">{template.footer}</p>}
      {template.buttons.length > 0 && (
        <ul className="-mx-3 mt-2 -mb-1 border-ink/8 border-t">
          {template.buttons.map((button) => (
            <li
              key={button}
              className="border-ink/8 border-b py-1.5 text-center font-medium text-utility last:border-b-0"
            >
              {button}
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}

function Pieces({ pieces }: { pieces: readonly Piece[] }): ReactNode {
  return pieces.map((piece, index) =>
    piece.kind === "words" ? (
      piece.text
    ) : (
      <span
        // biome-ignore lint/suspicious/noArrayIndexKey: a text does not change its order.
        key={index}
        className={piece.value === "" ? "rounded bg-ink/8 px-1 text-ink-2" : "font-medium"}
      >
        {piece.value === "" ? piece.name : piece.value}
      </span>
    ),
  );
}
