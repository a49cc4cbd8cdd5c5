import type { TemplateShape } from "@casement/hub/api";
import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { CategoryChip } from "../../design/category-chip.tsx";
import { Sign } from "../../design/sign.tsx";
import { languageName, qualityWords, statusWords, templateKey } from "./template-words.ts";
import type { TemplatesSearch } from "./templates-search.ts";

interface TemplateListProps {
  readonly templates: readonly TemplateShape[];
  readonly search: TemplatesSearch;
  readonly shown: string | undefined;
}

/** The templates, each a link to itself; up and down go through them. */
export function TemplateList({ templates, search, shown }: TemplateListProps): ReactNode {
  const list = useRef<HTMLUListElement>(null);
  const step = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by === 0) return;
    const links = [...(list.current?.querySelectorAll("a") ?? [])];
    const at = links.findIndex((link) => link.matches(":focus"));
    event.preventDefault();
    links[at + by]?.focus();
  };
  return (
    <ul
      ref={list}
      aria-label="Templates"
      onKeyDown={step}
      className="overflow-hidden rounded-2xl border border-line bg-panel shadow-card"
    >
      {templates.map((template) => {
        const key = templateKey(template);
        return (
          <li key={key} className="border-line border-b last:border-b-0">
            <Link
              to="/templates"
              search={{ ...search, template: key }}
              aria-current={key === shown ? "true" : undefined}
              className="-outline-offset-2 flex flex-col gap-1 px-4 py-3 transition-colors hover:bg-hover lg:[&[aria-current]]:bg-selected"
            >
              <Row template={template} />
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function Row({ template }: { template: TemplateShape }): ReactNode {
  const status = statusWords(template.status);
  const quality = qualityWords(template.quality);
  return (
    <>
      <span className="flex items-center gap-2">
        <span className="min-w-0 truncate font-semibold">{template.name}</span>
        <CategoryChip category={template.category} />
        <span className="ml-auto">
          <Sign kind={status.kind}>{status.name}</Sign>
        </span>
      </span>
      <span className="line-clamp-1 text-ink-2">
        {template.body === "" ? "Meta writes the text of this one." : template.body}
      </span>
      <span className="flex items-center gap-3 text-ink-2 text-xs">
        <span className="truncate">{languageName(template.language)}</span>
        <Sign kind={quality.kind}>{quality.name}</Sign>
      </span>
    </>
  );
}
