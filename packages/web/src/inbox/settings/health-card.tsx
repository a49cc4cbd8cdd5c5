import type { NumberShape } from "@casement/hub/api";
import type { ReactNode } from "react";
import { Sign } from "../../design/sign.tsx";
import { momentFromIso } from "../../time/moment.ts";
import { fullMoment } from "../../time/time-words.ts";
import { useNow, ZONE } from "../../time/use-now.ts";
import { Card } from "../ledger/card.tsx";
import { Figure, Figures } from "./figures.tsx";
import { behindWords, lastPostWords } from "./number-words.ts";

/** Whether what Meta posts about a number arrives, and is understood. */
export function HealthCard({ number }: { number: NumberShape }): ReactNode {
  const now = useNow();
  const { health, heard_since: since } = number;
  const behind = behindWords(health);
  const last = health.last_post_at;
  return (
    <Card title="Webhooks of this number" hint="Looked at anew twice a minute.">
      <Figures>
        <Figure name="Last one">
          {last === null ? (
            <Sign kind="warn">Never</Sign>
          ) : (
            <time dateTime={last} title={fullMoment(momentFromIso(last), ZONE)}>
              {lastPostWords(health, now)}
            </time>
          )}
        </Figure>
        <Figure name="Behind by">
          <Sign kind={behind.kind}>{behind.words}</Sign>
        </Figure>
        <Figure name="Not understood">
          {health.not_understood === 0 ? (
            <Sign kind="good">None</Sign>
          ) : (
            <Sign kind="warn">{health.not_understood}</Sign>
          )}
        </Figure>
        <Figure name="Heard since" meaning={HEARD}>
          {since === null ? (
            <Sign kind="warn">Not confirmed</Sign>
          ) : (
            fullMoment(momentFromIso(since), ZONE)
          )}
        </Figure>
      </Figures>
    </Card>
  );
}

const HEARD =
  "Since when every webhook comes. Until a day later a window may be open that is not known " +
  "here; Meta has the last word on it.";
