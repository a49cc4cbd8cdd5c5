import type { EndpointShape, NewEndpointShape } from "@casement/hub/api";
import { Plus, Webhook } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import { mayDo, useSession } from "../frame/session.ts";
import { Confirm } from "./confirm.tsx";
import { EndpointRow } from "./endpoint-row.tsx";
import { Loading } from "./loading.tsx";
import { MakeEndpoint } from "./make-endpoint.tsx";
import { NewEndpoint } from "./new-endpoint.tsx";
import { PartHead } from "./part-head.tsx";
import { useEndpoints } from "./settings-api.ts";

/** The business's programs that get Meta's posts or events: made, paused, looked after, removed. */
export function EndpointsPage(): ReactNode {
  const session = useSession();
  const query = useEndpoints();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<NewEndpointShape>();
  const mayWrite = mayDo(session, "endpoints:write");
  return (
    <>
      <PartHead
        title="Endpoints"
        lead={
          <>
            Programs of yours that hear of what happens: Meta’s posts as Meta sends them, or events
            of this hub.
          </>
        }
        actions={
          mayWrite && (
            <Button onClick={() => setMaking(true)}>
              <Plus aria-hidden className="size-4" />
              Add an endpoint
            </Button>
          )
        }
      />
      {made !== undefined && <NewEndpoint made={made} done={() => setMade(undefined)} />}
      <Loading what="The endpoints" query={query}>
        {(endpoints) => <Endpoints endpoints={endpoints} mayWrite={mayWrite} />}
      </Loading>
      {making && (
        <MakeEndpoint
          close={() => setMaking(false)}
          made={(endpoint) => {
            setMaking(false);
            setMade(endpoint);
          }}
        />
      )}
    </>
  );
}

interface EndpointsProps {
  readonly endpoints: readonly EndpointShape[];
  readonly mayWrite: boolean;
}

function Endpoints({ endpoints, mayWrite }: EndpointsProps): ReactNode {
  const [leaving, setLeaving] = useState<EndpointShape>();
  if (endpoints.length === 0) {
    return (
      <Notice icon={Webhook} title="No program is told of anything">
        <p>An app that used to get Meta’s webhooks gets them from here. Add it as an endpoint.</p>
      </Notice>
    );
  }
  return (
    <>
      <ul
        aria-label="Endpoints"
        className="overflow-hidden rounded-2xl border border-line bg-panel shadow-card"
      >
        {endpoints.map((one) => (
          <li key={one.endpoint_id} className="border-line border-b last:border-b-0">
            <EndpointRow one={one} remove={mayWrite ? setLeaving : undefined} />
          </li>
        ))}
      </ul>
      {leaving !== undefined && (
        <Confirm
          title={`Remove “${leaving.name}”?`}
          path={`/endpoints/${leaving.endpoint_id}`}
          keep="Keep it"
          remove="Remove it"
          close={() => setLeaving(undefined)}
        >
          Nothing goes there any more, and what still waits for it is forgotten, with its log.
        </Confirm>
      )}
    </>
  );
}
