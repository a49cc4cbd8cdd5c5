import type { LedgerMessageShape } from "@casement/hub/api";
import { Link, useParams, useRouter, useSearch } from "@tanstack/react-router";
import { ArrowLeft, MessageCircle, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { CategoryChip } from "../../design/category-chip.tsx";
import { Dated } from "../../design/dated.tsx";
import { Notice } from "../../design/notice.tsx";
import { withoutRule } from "../../design/why.tsx";
import { momentFromIso } from "../../time/moment.ts";
import { fullMoment } from "../../time/time-words.ts";
import { ZONE } from "../../time/use-now.ts";
import { chargeWords } from "../thread/charge-why.tsx";
import { ChargeGround } from "./charge-ground.tsx";
import { Facts } from "./facts.tsx";
import { useLedgerMessage } from "./ledger-api.ts";
import { customerName } from "./ledger-lines.tsx";
import { sentWords } from "./ledger-words.ts";
import { Postings } from "./postings.tsx";

/** One message: what it cost, by which rule, and every fact and posting behind it. */
export function LedgerMessagePage(): ReactNode {
  const { numberId, wamid } = useParams({ from: "/ledger/$numberId/$wamid" });
  const { recipient = "" } = useSearch({ from: "/ledger/$numberId/$wamid" });
  const router = useRouter();
  const loading = useLedgerMessage({ numberId, wamid, recipient });
  return (
    <main className="relative min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-4xl flex-col gap-4 px-4 pt-5 pb-10 md:px-8 md:pt-8">
        <Link
          to="/ledger"
          onClick={(event) => {
            if (!router.history.canGoBack()) return;
            event.preventDefault();
            router.history.back();
          }}
          className="inline-flex items-center gap-1.5 self-start rounded-md text-ink-2 hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4" />
          Back to the ledger
        </Link>
        {loading.isPending && (
          <div role="status" className="waits h-40 rounded-2xl bg-selected">
            <span className="sr-only">Loading the message</span>
          </div>
        )}
        {loading.isError && (
          <Notice icon={Unplug} title="The message could not be loaded" role="alert">
            <p>{loading.error.message}</p>
            <Button look="outline" size="small" onClick={() => void loading.refetch()}>
              Try again
            </Button>
          </Notice>
        )}
        {loading.data !== undefined && <Message message={loading.data} />}
      </div>
    </main>
  );
}

function Message({ message }: { message: LedgerMessageShape }): ReactNode {
  const { line } = message;
  const { charge } = line;
  return (
    <>
      <header className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
        <div className="min-w-0">
          <h1 className="flex flex-wrap items-center gap-x-2.5 gap-y-1 font-semibold text-xl tracking-tight">
            {sentWords(line)} to {customerName(line)}
            <CategoryChip category={charge.category} />
          </h1>
          <p className="text-ink-2">
            Delivered{" "}
            <time dateTime={line.delivered_at}>
              {fullMoment(momentFromIso(line.delivered_at), ZONE)}
            </time>
          </p>
        </div>
        {line.thread_id !== null && (
          <Link
            to="/threads/$numberId/$threadId"
            params={{ numberId: line.number_id, threadId: line.thread_id }}
            className="inline-flex h-9 items-center gap-1.5 rounded-lg border border-line-strong px-3.5 font-semibold hover:bg-hover"
          >
            <MessageCircle aria-hidden className="size-4" />
            Open the thread
          </Link>
        )}
      </header>
      <section
        aria-label="What it cost"
        className="rounded-2xl border border-line bg-panel p-4 shadow-card md:p-5"
      >
        <p className="figures font-semibold text-3xl tracking-tight first-letter:uppercase">
          {chargeWords(charge)}
        </p>
        <p className="mt-1 max-w-[60ch] text-pretty">
          <Dated text={withoutRule(charge.why)} />
        </p>
        <ChargeGround message={message} />
      </section>
      <Facts numberId={line.number_id} facts={message.facts} />
      <Postings postings={message.postings} charge={charge} />
    </>
  );
}
