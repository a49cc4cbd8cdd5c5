import type { EndpointShape, NewEndpointShape } from "@casement/hub/api";
import { Plus, Webhook } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Notice } from "../../design/notice.tsx";
import { ask } from "../frame/ask.ts";
import { FormProblem } from "../frame/form-problem.tsx";
import { mayDo, useSession } from "../frame/session.ts";
import { EndpointRow } from "./endpoint-row.tsx";
import { Loading } from "./loading.tsx";
import { MakeEndpoint } from "./make-endpoint.tsx";
import { NewEndpoint } from "./new-endpoint.tsx";
import { PartHead } from "./part-head.tsx";
import { useDoing, useEndpoints } from "./settings-api.ts";

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
      {leaving !== undefined && <Removing one={leaving} close={() => setLeaving(undefined)} />}
    </>
  );
}

function Removing({ one, close }: { one: EndpointShape; close: () => void }): ReactNode {
  const removing = useDoing((endpointId: string) => ask("DELETE", `/endpoints/${endpointId}`));
  return (
    <Dialog title={`Remove “${one.name}”?`} close={close}>
      <p className="text-ink-2">
        Nothing goes there any more, and what still waits for it is forgotten, with its log.
      </p>
      <FormProblem>{removing.error?.message}</FormProblem>
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={close}>
          Keep it
        </Button>
        <Button
          look="bad"
          disabled={removing.isPending}
          onClick={() => removing.mutate(one.endpoint_id, { onSuccess: close })}
        >
          Remove it
        </Button>
      </div>
    </Dialog>
  );
}
