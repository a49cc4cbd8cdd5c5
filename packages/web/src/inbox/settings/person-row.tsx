import type { PersonShape, RoleShape } from "@casement/hub/api";
import type { ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { Select } from "../../design/select.tsx";
import { ask } from "../frame/ask.ts";
import { useDoing } from "./settings-api.ts";

interface PersonRowProps {
  readonly one: PersonShape;
  /** Undefined: it is you, or it is not for you. */
  readonly remove: ((one: PersonShape) => void) | undefined;
}

/** Somebody who may sign in, and as what. */
export function PersonRow({ one, remove }: PersonRowProps): ReactNode {
  const changing = useDoing((role: string) =>
    ask("POST", `/people/${one.person_id}/role`, { role }),
  );
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3.5 md:px-5">
      <span
        aria-hidden
        className="grid size-9 shrink-0 place-items-center rounded-full bg-selected font-semibold text-ink-2 text-xs"
      >
        {initials(one.name)}
      </span>
      <span className="flex min-w-0 flex-1 basis-40 flex-col">
        <span className="truncate font-semibold">
          {one.name}
          {one.you && <span className="font-normal text-ink-2"> (you)</span>}
        </span>
        <span className="truncate text-ink-2">{one.email}</span>
        <span className="text-ink-2 text-xs">{seenWords(one)}</span>
      </span>
      {changing.isError && (
        <span role="alert" className="text-bad text-xs">
          {changing.error.message}
        </span>
      )}
      {remove === undefined ? (
        <span className="text-ink-2">{NAMES[one.role]}</span>
      ) : (
        <span className="flex items-center gap-2">
          <Select
            height="small"
            aria-label={`Role of ${one.name}`}
            value={one.role}
            disabled={changing.isPending}
            onChange={(event) => changing.mutate(event.currentTarget.value)}
          >
            <option value="owner">{NAMES.owner}</option>
            <option value="agent">{NAMES.agent}</option>
          </Select>
          <Button
            look="outline"
            size="small"
            aria-label={`Remove ${one.name}`}
            onClick={() => remove(one)}
          >
            Remove
          </Button>
        </span>
      )}
    </div>
  );
}

const NAMES: { readonly [role in RoleShape]: string } = { owner: "Owner", agent: "Agent" };

/** By the machine's time, which the clock of a demo may have left behind. */
const SEEN = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });

function seenWords({ last_seen_at: at }: PersonShape): string {
  return at === null ? "Not signed in anywhere" : `Last seen ${SEEN.format(Date.parse(at))}`;
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const [first = "", ...rest] = words;
  return `${first.charAt(0)}${rest.at(-1)?.charAt(0) ?? ""}`.toUpperCase();
}
