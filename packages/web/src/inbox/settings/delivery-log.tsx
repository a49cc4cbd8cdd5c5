import type { DeliveryShape, EndpointShape } from "@casement/hub/api";
import type { ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { Sign } from "../../design/sign.tsx";
import { momentFromIso } from "../../time/moment.ts";
import { agoWords, fullMoment } from "../../time/time-words.ts";
import { useNow, ZONE } from "../../time/use-now.ts";
import { ask } from "../frame/ask.ts";
import { FormProblem } from "../frame/form-problem.tsx";
import { deliveryWords } from "./endpoint-words.ts";
import { Loading } from "./loading.tsx";
import { useDeliveries, useDoing } from "./settings-api.ts";

interface DeliveryLogProps {
  readonly endpoint: EndpointShape;
  /** Whether who looks may have something posted again. */
  readonly mayAgain: boolean;
}

/** What became of the newest posts or events for an endpoint. */
export function DeliveryLog({ endpoint, mayAgain }: DeliveryLogProps): ReactNode {
  const query = useDeliveries(endpoint.endpoint_id);
  const again = useDoing(({ number_id, post_id }: DeliveryShape) => {
    const path = `/endpoints/${endpoint.endpoint_id}/deliveries/${number_id}/${post_id}`;
    return ask("POST", `${path}/redeliver`);
  });
  return (
    <Loading what="The log" query={query}>
      {(deliveries) =>
        deliveries.length === 0 ? (
          <p className="text-ink-2 text-xs">Nothing has gone there yet.</p>
        ) : (
          <>
            <FormProblem>{again.error?.message}</FormProblem>
            <ul aria-label={`Log of ${endpoint.name}`} className="flex flex-col text-xs">
              {deliveries.map((one) => (
                <li
                  key={`${one.number_id} ${one.post_id}`}
                  className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-t py-1.5"
                >
                  <Made iso={one.created_at} />
                  <span className="min-w-0 flex-1 basis-48">
                    <Sign {...signOf(one)} />
                  </span>
                  {mayAgain && one.state !== "waiting" && (
                    <Button
                      look="quiet"
                      size="small"
                      disabled={again.isPending}
                      onClick={() => again.mutate(one)}
                    >
                      Post it again
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Loading>
  );
}

function signOf(one: DeliveryShape): {
  kind: ReturnType<typeof deliveryWords>["kind"];
  children: string;
} {
  const { kind, words } = deliveryWords(one);
  return { kind, children: words };
}

function Made({ iso }: { iso: string }): ReactNode {
  const now = useNow();
  const at = momentFromIso(iso);
  return (
    <time dateTime={iso} title={fullMoment(at, ZONE)} className="w-28 shrink-0 text-ink-2">
      {agoWords(at, now)}
    </time>
  );
}
