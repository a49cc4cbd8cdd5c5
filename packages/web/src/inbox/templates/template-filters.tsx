import type { TemplateShape } from "@casement/hub/api";
import { Search } from "lucide-react";
import type { ReactNode } from "react";
import { lookOf } from "../../design/category.ts";
import { Select } from "../../design/select.tsx";
import { statusWords, tally } from "./template-words.ts";
import type { TemplatesSearch } from "./templates-search.ts";

interface TemplateFiltersProps {
  readonly templates: readonly TemplateShape[];
  readonly search: TemplatesSearch;
  readonly change: (more: Partial<TemplatesSearch>) => void;
}

/** Narrows the list: by words, by status, by category. Only what occurs is offered. */
export function TemplateFilters(props: TemplateFiltersProps): ReactNode {
  const { templates, search, change } = props;
  return (
    <div className="grid grid-cols-2 items-center gap-2 xl:flex">
      <div className="relative col-span-2 min-w-48 xl:flex-1">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-2.5 left-3 size-4 text-ink-3"
        />
        <input
          type="search"
          aria-label="Search templates"
          placeholder="Search names and texts"
          value={search.q ?? ""}
          onChange={(event) => change({ q: event.currentTarget.value })}
          className="h-9 w-full rounded-lg border border-line-strong bg-panel pr-3 pl-9 placeholder:text-ink-3"
        />
      </div>
      <Narrow
        label="Status"
        all="Every status"
        chosen={search.status ?? ""}
        choose={(status) => change({ status })}
        options={tally(templates.map((one) => one.status)).map(({ value, count }) => ({
          value,
          words: `${statusWords(value).name} (${count})`,
        }))}
      />
      <Narrow
        label="Category"
        all="Every category"
        chosen={search.category ?? ""}
        choose={(category) => change({ category })}
        options={tally(templates.map((one) => one.category)).map(({ value, count }) => ({
          value,
          words: `${lookOf(value).name} (${count})`,
        }))}
      />
    </div>
  );
}

interface NarrowProps {
  readonly label: string;
  readonly all: string;
  readonly chosen: string;
  readonly choose: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly words: string }[];
}

function Narrow({ label, all, chosen, choose, options }: NarrowProps): ReactNode {
  return (
    <Select
      aria-label={label}
      value={chosen}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      <option value="">{all}</option>
      {options.map(({ value, words }) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </Select>
  );
}
