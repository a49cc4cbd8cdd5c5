import type { TemplateShape } from "@casement/hub/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask } from "../frame/ask.ts";
import { Refused } from "../frame/refused.ts";

/** Every template of a number's account, and when Meta last listed them. */
export interface Listed {
  readonly templates: readonly TemplateShape[];
  readonly listedAt: string | null;
}

interface Page {
  readonly data: readonly TemplateShape[];
  readonly next_cursor: string | null;
  readonly listed_at: string | null;
}

/** An account has 6,000 templates at most; a page of them, a thousand. */
async function everyTemplate(numberId: string): Promise<Listed> {
  const templates: TemplateShape[] = [];
  let listedAt: string | null = null;
  let cursor: string | null = null;
  do {
    const at: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await pageAt(`/api/v1/templates?number_id=${numberId}&limit=1000${at}`);
    templates.push(...page.data);
    listedAt = page.listed_at;
    cursor = page.next_cursor;
  } while (cursor !== null);
  return { templates, listedAt };
}

async function pageAt(address: string): Promise<Page> {
  const response = await fetch(address);
  if (response.ok) return await response.json();
  const told = await response.json().catch(() => ({}));
  throw new Refused(
    response.status,
    told.error ?? { code: "unknown", message: "No reason given." },
  );
}

export function useEveryTemplate(numberId: string | undefined) {
  return useQuery({
    queryKey: ["every template", numberId],
    queryFn: () => everyTemplate(numberId ?? ""),
    enabled: numberId !== undefined,
    // Notices change statuses while the page is away.
    staleTime: 0,
  });
}

/** Has Meta list them anew. */
export function useSync(numberId: string | undefined) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      ask<{ templates: number }>("POST", "/templates/sync", { number_id: numberId }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["every template", numberId] });
      await queries.invalidateQueries({ queryKey: ["templates", numberId] });
    },
  });
}
