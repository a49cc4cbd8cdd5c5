import type { AppSecretShape } from "@casement/hub/api";
import { type ReactNode, useState } from "react";
import { Button } from "../../design/button.tsx";
import { momentFromIso } from "../../time/moment.ts";
import { agoWords, fullMoment } from "../../time/time-words.ts";
import { useNow, ZONE } from "../../time/use-now.ts";
import { Confirm } from "./confirm.tsx";
import { useApps } from "./settings-api.ts";

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
        <Confirm
          title={`Retire version ${leaving.version}?`}
          path={`/apps/${app.app_id}/secrets/${leaving.version}`}
          keep="Leave it"
          remove="Retire it"
          close={() => setLeaving(undefined)}
        >
          What is signed with it is refused from then on. Retire it once Meta signs with another.
        </Confirm>
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
