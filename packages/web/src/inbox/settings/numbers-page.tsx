import type { NumberShape } from "@casement/hub/api";
import { Link } from "@tanstack/react-router";
import { ChevronRight, Plus, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { Notice } from "../../design/notice.tsx";
import { Sign } from "../../design/sign.tsx";
import { useNow } from "../../time/use-now.ts";
import { mayDo, useSession } from "../frame/session.ts";
import { Loading } from "./loading.tsx";
import { healthOf, lastPostWords } from "./number-words.ts";
import { PartHead } from "./part-head.tsx";
import { useNumberList } from "./settings-api.ts";

/** The business phone numbers, each with how it goes. */
export function NumbersPage(): ReactNode {
  const session = useSession();
  const query = useNumberList();
  return (
    <>
      <PartHead
        title="Numbers"
        lead="The phone numbers that your customers write to, and whether all of it arrives."
        actions={mayDo(session, "numbers:write") && <ConnectLink />}
      />
      <Loading what="The numbers" query={query}>
        {(numbers) =>
          numbers.length === 0 ? (
            <Notice icon={Unplug} title="No number is connected yet">
              <p>
                You need a WhatsApp Business account with a number, an app, and a token of a system
                user. The next page says where each is found.
              </p>
              {mayDo(session, "numbers:write") && <ConnectLink />}
            </Notice>
          ) : (
            <ul
              aria-label="Numbers"
              className="overflow-hidden rounded-2xl border border-line bg-panel shadow-card"
            >
              {numbers.map((number) => (
                <li key={number.number_id} className="border-line border-b last:border-b-0">
                  <Row number={number} />
                </li>
              ))}
            </ul>
          )
        }
      </Loading>
    </>
  );
}

function ConnectLink(): ReactNode {
  return (
    <Link
      to="/settings/numbers/connect"
      className="inline-flex h-9 shrink-0 items-center gap-1.5 rounded-lg bg-accent px-3.5 font-semibold text-accent-ink transition-colors hover:bg-accent-hover"
    >
      <Plus aria-hidden className="size-4" />
      Connect a number
    </Link>
  );
}

function Row({ number }: { number: NumberShape }): ReactNode {
  const now = useNow();
  const health = healthOf(number);
  return (
    <Link
      to="/settings/numbers/$numberId"
      params={{ numberId: number.number_id }}
      className="-outline-offset-2 flex items-center gap-4 px-4 py-3.5 transition-colors hover:bg-hover md:px-5"
    >
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate font-semibold">{number.name ?? "A number without a name"}</span>
        <span className="figures truncate text-ink-2">{number.phone ?? number.number_id}</span>
      </span>
      <span className="hidden text-right text-ink-2 text-xs sm:block">
        Last webhook
        <br />
        {lastPostWords(number.health, now)}
      </span>
      <Sign kind={health.kind}>{health.words}</Sign>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
    </Link>
  );
}
