import { RefreshCw } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../../design/button.tsx";
import { Sign } from "../../design/sign.tsx";
import { Card } from "../ledger/card.tsx";
import { Figure, Figures } from "./figures.tsx";
import { Loading } from "./loading.tsx";
import { standingLines } from "./number-words.ts";
import { useStanding } from "./settings-api.ts";

/** What Meta thinks of a number; asked of Meta whenever somebody looks. */
export function StandingCard({ numberId }: { numberId: string }): ReactNode {
  const query = useStanding(numberId);
  return (
    <Card
      title="Standing with Meta"
      hint="Asked of Meta just now."
      actions={
        <IconButton label="Ask Meta again" onClick={() => void query.refetch()}>
          <RefreshCw aria-hidden className={`size-4 ${query.isFetching ? "turns" : ""}`} />
        </IconButton>
      }
    >
      <Loading what="The standing" query={query}>
        {(standing) => (
          <Figures>
            {standingLines(standing).map(({ name, told, meaning }) => (
              <Figure key={name} name={name} meaning={meaning}>
                <Sign kind={told.kind}>{told.words}</Sign>
              </Figure>
            ))}
          </Figures>
        )}
      </Loading>
    </Card>
  );
}
