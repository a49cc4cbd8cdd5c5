import type { AccountShape, NumberShape } from "@casement/hub/api";
import { Link, useParams } from "@tanstack/react-router";
import { ArrowLeft, PhoneOff } from "lucide-react";
import type { ReactNode } from "react";
import { Notice } from "../../design/notice.tsx";
import { Sign } from "../../design/sign.tsx";
import { mayDo, useSession } from "../frame/session.ts";
import { AccountCard } from "./account-card.tsx";
import { HealthCard } from "./health-card.tsx";
import { Loading } from "./loading.tsx";
import { NotUnderstood } from "./not-understood.tsx";
import { healthOf } from "./number-words.ts";
import { OptInCard } from "./opt-in-card.tsx";
import { ProgramsCard } from "./programs-card.tsx";
import { useAccounts, useNumberList } from "./settings-api.ts";
import { StandingCard } from "./standing-card.tsx";
import { UnknownCard } from "./unknown-card.tsx";
import { WebhookCard } from "./webhook-card.tsx";

/** One number: whether all of it arrives, what Meta thinks of it, and what is entered where. */
export function NumberPage(): ReactNode {
  const { numberId } = useParams({ from: "/settings/numbers/$numberId" });
  const numbers = useNumberList();
  const accounts = useAccounts();
  return (
    <>
      <Link
        to="/settings/numbers"
        className="inline-flex items-center gap-1.5 self-start text-ink-2 text-xs hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-3.5" />
        All numbers
      </Link>
      <Loading what="The number" query={numbers}>
        {(all) => {
          const number = all.find((one) => one.number_id === numberId);
          return number === undefined ? (
            <Notice icon={PhoneOff} title="There is no such number" />
          ) : (
            <OneNumber
              number={number}
              account={accounts.data?.find((one) => one.account_id === number.account_id)}
            />
          );
        }}
      </Loading>
    </>
  );
}

interface OneNumberProps {
  readonly number: NumberShape;
  readonly account: AccountShape | undefined;
}

function OneNumber({ number, account }: OneNumberProps): ReactNode {
  const session = useSession();
  const health = healthOf(number);
  return (
    <>
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h2 className="break-words font-semibold text-lg tracking-tight">
            {number.name ?? "A number without a name"}
          </h2>
          <p className="figures text-ink-2">{number.phone ?? "Its phone number is not known"}</p>
        </div>
        <Sign kind={health.kind}>{health.words}</Sign>
      </header>
      {number.connected ? <ProgramsCard numberId={number.number_id} /> : <Unconnected />}
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <HealthCard number={number} />
          {number.connected && <UnknownCard number={number} />}
          {number.connected && <OptInCard numberId={number.number_id} />}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {number.connected && <StandingCard numberId={number.number_id} />}
          {account !== undefined && <AccountCard account={account} />}
        </div>
      </div>
      {number.connected && mayDo(session, "numbers:write") && (
        <WebhookCard numberId={number.number_id} appId={account?.app_id ?? null} />
      )}
      {number.health.not_understood > 0 && (
        <NotUnderstood title="Not understood" streamId={number.number_id} />
      )}
      {account !== undefined && account.health.not_understood > 0 && (
        <NotUnderstood title="Not understood, of the account" streamId={account.account_id} />
      )}
    </>
  );
}

function Unconnected(): ReactNode {
  return (
    <p className="rounded-xl bg-warn-soft px-4 py-3 text-warn">
      Meta posts webhooks of this number here, and nobody has connected it: they are kept, and
      nothing can be sent.{" "}
      <Link to="/settings/numbers/connect" className="font-semibold underline underline-offset-3">
        Connect it
      </Link>
    </p>
  );
}
