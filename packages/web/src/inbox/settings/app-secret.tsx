import type { AppSecretShape, AppShape } from "@casement/hub/api";
import { type ReactNode, useState } from "react";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { momentFromIso } from "../../time/moment.ts";
import { agoWords, fullMoment } from "../../time/time-words.ts";
import { useNow, ZONE } from "../../time/use-now.ts";
import { ask } from "../frame/ask.ts";
import { FormProblem } from "../frame/form-problem.tsx";
import { useApps, useDoing } from "./settings-api.ts";

/**
 * The active versions of the secret by which an app signs. A key that is not for the whole hub is
 * told of none.
 */
export function AppSecret({ appId }: { appId: string }): ReactNode {
  const app = useApps().data?.find((one) => one.app_id === appId);
  const [leaving, setLeaving] = useState<AppSecretShape>();
  const active = app?.secrets.filter((one) => one.retired_at === null) ?? [];
  if (app === undefined || active.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      <h4 className="text-ink-2 text-xs">App secret</h4>
      <ul aria-label="App secrets" className="flex flex-col gap-2">
        {active.map((one) => (
          <li key={one.version} className="flex flex-wrap items-center justify-between gap-3">
            <span>
              Version {one.version}, <Since iso={one.created_at} />
            </span>
            {active.length > 1 && (
              <Button
                look="outline"
                size="small"
                aria-label={`Retire version ${one.version}`}
                onClick={() => setLeaving(one)}
              >
                Retire
              </Button>
            )}
          </li>
        ))}
      </ul>
      {leaving !== undefined && (
        <Retiring app={app} one={leaving} close={() => setLeaving(undefined)} />
      )}
    </div>
  );
}

function Since({ iso }: { iso: string }): ReactNode {
  const at = momentFromIso(iso);
  return (
    <time dateTime={iso} title={fullMoment(at, ZONE)}>
      {agoWords(at, useNow())}
    </time>
  );
}

interface RetiringProps {
  readonly app: AppShape;
  readonly one: AppSecretShape;
  readonly close: () => void;
}

function Retiring({ app, one, close }: RetiringProps): ReactNode {
  const retiring = useDoing((version: number) =>
    ask("DELETE", `/apps/${app.app_id}/secrets/${version}`),
  );
  return (
    <Dialog title={`Retire version ${one.version}?`} close={close}>
      <p className="text-ink-2">
        What is signed with it is refused from then on. Retire it once Meta signs with another.
      </p>
      <FormProblem>{retiring.error?.message}</FormProblem>
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={close}>
          Leave it
        </Button>
        <Button
          look="bad"
          disabled={retiring.isPending}
          onClick={() => retiring.mutate(one.version, { onSuccess: close })}
        >
          Retire it
        </Button>
      </div>
    </Dialog>
  );
}
