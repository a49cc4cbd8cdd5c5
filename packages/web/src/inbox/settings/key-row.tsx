import type { KeyShape } from "@casement/hub/api";
import type { ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { momentFromIso } from "../../time/moment.ts";
import { agoWords, fullMoment } from "../../time/time-words.ts";
import { useNow, ZONE } from "../../time/use-now.ts";
import { scopesWords } from "./scope-words.ts";

interface KeyRowProps {
  readonly one: KeyShape;
  /** Undefined: it is revoked already, or it is not for who looks. */
  readonly revoke: ((one: KeyShape) => void) | undefined;
}

/** A key, without the key. */
export function KeyRow({ one, revoke }: KeyRowProps): ReactNode {
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3.5 md:px-5">
      <div className="flex min-w-0 flex-1 basis-56 flex-col">
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="truncate font-semibold">{one.name}</span>
          <code className="shrink-0 text-ink-2 text-xs">{one.prefix}…</code>
        </span>
        <span className="text-ink-2">{scopesWords(one)}</span>
        <span className="text-ink-2 text-xs">{reachOf(one)}</span>
      </div>
      <div className="flex flex-1 basis-64 items-center justify-between gap-4 sm:justify-end">
        <Uses one={one} />
        {revoke !== undefined && (
          <Button
            look="outline"
            size="small"
            aria-label={`Revoke ${one.name}`}
            onClick={() => revoke(one)}
          >
            Revoke
          </Button>
        )}
      </div>
    </div>
  );
}

function Uses({ one }: { one: KeyShape }): ReactNode {
  return (
    <dl className="grid grid-cols-[auto_auto] gap-x-3 text-xs sm:text-right">
      <dt className="text-ink-2">Made</dt>
      <dd>
        <Moment iso={one.created_at} />
      </dd>
      <dt className="text-ink-2">{one.revoked_at === null ? "Last used" : "Revoked"}</dt>
      <dd>
        <Moment iso={one.revoked_at ?? one.last_used_at} />
      </dd>
    </dl>
  );
}

function Moment({ iso }: { iso: string | null }): ReactNode {
  const now = useNow();
  if (iso === null) return "never";
  const at = momentFromIso(iso);
  return (
    <time dateTime={iso} title={fullMoment(at, ZONE)}>
      {agoWords(at, now)}
    </time>
  );
}

function reachOf({ account_id: account, number_ids: numbers }: KeyShape): string {
  if (numbers !== null) return numbers.length === 1 ? "One number" : `${numbers.length} numbers`;
  return account === null ? "The whole hub" : `Account ${account}`;
}
