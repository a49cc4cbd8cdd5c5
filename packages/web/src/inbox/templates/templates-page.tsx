import type { NumberShape } from "@casement/hub/api";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Files, RefreshCw, SearchX, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import { Select } from "../../design/select.tsx";
import { momentFromIso } from "../../time/moment.ts";
import { agoWords, fullMoment } from "../../time/time-words.ts";
import { useNow, ZONE } from "../../time/use-now.ts";
import { mayDo, useSession } from "../frame/session.ts";
import { useNumbers } from "../live/queries.ts";
import { TemplateDetail } from "./template-detail.tsx";
import { TemplateFilters } from "./template-filters.tsx";
import { TemplateList } from "./template-list.tsx";
import { filtered, templateKey } from "./template-words.ts";
import { type Listed, useEveryTemplate, useSync } from "./templates-api.ts";
import type { TemplatesSearch } from "./templates-search.ts";
import { useWords } from "./use-words.ts";

/** The messages that may open a conversation: how each stands, and how it looks. */
export function TemplatesPage(): ReactNode {
  const search = useSearch({ from: "/templates" });
  const numbers = useNumbers().data?.filter((one) => one.connected);
  const number = numbers?.find((one) => one.number_id === search.number) ?? numbers?.[0];
  const loading = useEveryTemplate(number?.number_id);
  return (
    <main className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-6xl flex-col gap-5 px-4 pt-5 pb-10 md:px-8 md:pt-8">
        <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
          <div>
            <h1 className="font-semibold text-xl tracking-tight">Templates</h1>
            <p className="text-ink-2">What you may send when no window is open.</p>
          </div>
          {number !== undefined && numbers !== undefined && (
            <Syncing
              number={number}
              numbers={numbers}
              listedAt={loading.data?.listedAt ?? null}
              search={search}
            />
          )}
        </header>
        {numbers !== undefined && number === undefined ? (
          <NoNumber />
        ) : (
          <Body loading={loading} business={number?.name ?? "Your business"} search={search} />
        )}
      </div>
    </main>
  );
}

function NoNumber(): ReactNode {
  return (
    <Notice icon={Unplug} title="No number is connected">
      <p>Templates belong to a number’s account.</p>
      <Link to="/settings/numbers/connect" className="text-utility underline underline-offset-3">
        Connect a number
      </Link>
    </Notice>
  );
}

interface SyncingProps {
  readonly number: NumberShape;
  readonly numbers: readonly NumberShape[];
  readonly listedAt: string | null;
  readonly search: TemplatesSearch;
}

/** Whose templates, how old the list is, and a way to have it anew. */
function Syncing({ number, numbers, listedAt, search }: SyncingProps): ReactNode {
  const now = useNow();
  const navigate = useNavigate();
  const session = useSession();
  const syncing = useSync(number.number_id);
  const at = listedAt === null ? undefined : momentFromIso(listedAt);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      {numbers.length > 1 && (
        <Select
          aria-label="Number"
          value={number.number_id}
          onChange={(event) =>
            void navigate({
              to: "/templates",
              search: { ...search, number: event.currentTarget.value },
            })
          }
          className="max-w-52"
        >
          {numbers.map((one) => (
            <option key={one.number_id} value={one.number_id}>
              {one.name ?? one.phone ?? one.number_id}
            </option>
          ))}
        </Select>
      )}
      <p role="status" className="text-ink-2 text-xs">
        {syncing.isError ? (
          <span className="text-bad">{syncing.error.message}</span>
        ) : at === undefined ? (
          "Never listed at Meta"
        ) : (
          <time dateTime={listedAt ?? ""} title={fullMoment(at, ZONE)}>
            Listed at Meta {agoWords(at, now)}
          </time>
        )}
      </p>
      {mayDo(session, "templates:write") && (
        <Button look="outline" disabled={syncing.isPending} onClick={() => syncing.mutate()}>
          <RefreshCw aria-hidden className={`size-4 ${syncing.isPending ? "turns" : ""}`} />
          {syncing.isPending ? "Asking Meta …" : "Sync now"}
        </Button>
      )}
    </div>
  );
}

interface BodyProps {
  readonly loading: ReturnType<typeof useEveryTemplate>;
  readonly business: string;
  readonly search: TemplatesSearch;
}

function Body({ loading, business, search }: BodyProps): ReactNode {
  if (loading.isPending) {
    return (
      <div role="status" className="waits h-64 rounded-2xl bg-selected">
        <span className="sr-only">Loading the templates</span>
      </div>
    );
  }
  if (loading.isError) {
    return (
      <Notice icon={Unplug} title="The templates could not be loaded" role="alert">
        <p>{loading.error.message}</p>
        <Button look="outline" size="small" onClick={() => void loading.refetch()}>
          Try again
        </Button>
      </Notice>
    );
  }
  if (loading.data.templates.length === 0) {
    return (
      <Notice icon={Files} title="This account has no templates yet">
        <p>
          Write one in WhatsApp Manager, under Account tools, Message templates, or post it to the
          hub’s Cloud API. When Meta has it, press Sync now.
        </p>
      </Notice>
    );
  }
  return <ListAndDetail listed={loading.data} business={business} search={search} />;
}

interface ListAndDetailProps {
  readonly listed: Listed;
  readonly business: string;
  readonly search: TemplatesSearch;
}

function ListAndDetail({ listed, business, search }: ListAndDetailProps): ReactNode {
  const navigate = useNavigate();
  const [q, type] = useWords(search.q ?? "");
  const go = (next: TemplatesSearch): void => {
    type(next.q ?? "");
    void navigate({ to: "/templates", search: next, replace: true });
  };
  const { status = "", category = "" } = search;
  const found = filtered(listed.templates, { q, status, category });
  const asked = found.find((one) => templateKey(one) === search.template);
  // Beside a list there is room for one at once; on a phone one is opened first.
  const shown = asked ?? found[0];
  const isOpen = asked !== undefined;
  const close = (): void => {
    const { template: _, ...rest } = search;
    go({ ...rest, q });
  };
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <div className={`flex min-w-0 flex-col gap-3 ${isOpen ? "hidden lg:flex" : ""}`}>
        <TemplateFilters
          templates={listed.templates}
          search={{ ...search, q }}
          change={(more) => go({ ...search, q, ...more })}
        />
        <p role="status" className="sr-only">
          {found.length} of {listed.templates.length} templates
        </p>
        {found.length === 0 ? (
          <Notice icon={SearchX} title="No template is like that">
            <Button
              look="outline"
              size="small"
              onClick={() => go(search.number === undefined ? {} : { number: search.number })}
            >
              Show all {listed.templates.length}
            </Button>
          </Notice>
        ) : (
          <TemplateList templates={found} search={search} shown={shown && templateKey(shown)} />
        )}
      </div>
      {shown !== undefined && (
        <div className={isOpen ? "" : "hidden lg:block"}>
          <TemplateDetail template={shown} business={business} close={close} />
        </div>
      )}
    </div>
  );
}
