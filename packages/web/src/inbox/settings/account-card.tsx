import type { AccountShape } from "@casement/hub/api";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "../../design/button.tsx";
import { Sign } from "../../design/sign.tsx";
import { clockTime } from "../../time/time-words.ts";
import { useNow } from "../../time/use-now.ts";
import { ask } from "../frame/ask.ts";
import { FormProblem } from "../frame/form-problem.tsx";
import { problemOf, textIn } from "../frame/refused.ts";
import { mayDo, useSession } from "../frame/session.ts";
import { Card } from "../ledger/card.tsx";
import { Figure, Figures } from "./figures.tsx";
import { accountStandingWords, lastPostWords } from "./number-words.ts";
import { useDoing } from "./settings-api.ts";
import { ZoneField } from "./zone-field.tsx";

/** The account that pays for a number: what its months and prices go by. */
export function AccountCard({ account }: { account: AccountShape }): ReactNode {
  const session = useSession();
  const [changing, setChanging] = useState(false);
  const standing = accountStandingWords(account.standing);
  return (
    <Card title="Account" hint="Who sends from this number, and pays.">
      <Figures>
        <Figure name="Name">{account.name ?? "Not told"}</Figure>
        <Figure name="Account id">{account.account_id}</Figure>
        <Figure name="Currency">{account.currency}</Figure>
        <Figure name="Graph API">{account.graph_version}</Figure>
        <Figure name="State at Meta" meaning={standing.meaning}>
          <Sign kind={standing.kind}>{standing.words}</Sign>
        </Figure>
        <Figure
          name="Last webhook about it"
          meaning="Of the account itself, such as what becomes of its templates."
        >
          <LastPost account={account} />
        </Figure>
        <Figure name="Time zone" meaning={ZONE_BY[account.time_zone_by]}>
          <Zone account={account} />
        </Figure>
      </Figures>
      {mayDo(session, "numbers:write") && (
        <div className="mt-3">
          {changing ? (
            <ChangeZone account={account} done={() => setChanging(false)} />
          ) : (
            <Button look="outline" size="small" onClick={() => setChanging(true)}>
              Change the time zone
            </Button>
          )}
        </div>
      )}
    </Card>
  );
}

const ZONE_BY: { readonly [by in AccountShape["time_zone_by"]]: string } = {
  platform: "As Meta says. Months, prices and free units go by it.",
  chosen: "Chosen here. Months, prices and free units go by it.",
  assumed: "Meta’s word for it is not known to us, and UTC is assumed. Choose the right one.",
};

function LastPost({ account }: { account: AccountShape }): ReactNode {
  const now = useNow();
  const words = lastPostWords(account.health, now);
  const unread = account.health.not_understood;
  return unread === 0 ? words : <Sign kind="warn">{`${words}, ${unread} not understood`}</Sign>;
}

function Zone({ account }: { account: AccountShape }): ReactNode {
  const now = useNow();
  const zone = account.time_zone;
  const words = `${zone.replaceAll("_", " ")}, ${clockTime(now, zone)} there`;
  return account.time_zone_by === "assumed" ? <Sign kind="warn">{words}</Sign> : words;
}

function ChangeZone({ account, done }: { account: AccountShape; done: () => void }): ReactNode {
  const changing = useDoing((timeZone: string | null) =>
    ask("PATCH", `/accounts/${account.account_id}`, { time_zone: timeZone }),
  );
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const zone = textIn(new FormData(event.currentTarget), "time_zone");
    changing.mutate(zone === "" ? null : zone, { onSuccess: done });
  };
  const problem = problemOf(changing.error, "time_zone");
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <ZoneField zone={account.time_zone} problem={problem} />
      <FormProblem>{problem === undefined ? changing.error?.message : undefined}</FormProblem>
      <div className="flex gap-2">
        <Button type="submit" disabled={changing.isPending}>
          Save
        </Button>
        <Button look="quiet" onClick={done}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
