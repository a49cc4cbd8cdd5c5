import { Fragment, type ReactNode } from "react";

/** A text whose dates (`2026-10-01`) are not broken at their hyphens where a line ends. */
export function Dated({ text }: { text: string }): ReactNode {
  return text.split(/(\d{4}-\d\d-\d\d)/).map((part, index) => {
    // Every second part is a date; a text's parts never change places.
    const key = `${index} ${part}`;
    return index % 2 === 0 ? (
      <Fragment key={key}>{part}</Fragment>
    ) : (
      <span key={key} className="whitespace-nowrap">
        {part}
      </span>
    );
  });
}
