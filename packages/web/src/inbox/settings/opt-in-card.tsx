import type { NumberSettingsShape } from "@casement/hub/api";
import type { ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { ask } from "../frame/ask.ts";
import { FormProblem } from "../frame/form-problem.tsx";
import { mayDo, useSession } from "../frame/session.ts";
import { Card } from "../ledger/card.tsx";
import { Loading } from "./loading.tsx";
import { useDoing, useNumberSettings } from "./settings-api.ts";

/** Whether a number sends templates out of the window only to who agreed to their category. */
export function OptInCard({ numberId }: { numberId: string }): ReactNode {
  const query = useNumberSettings(numberId);
  const may = mayDo(useSession(), "numbers:write");
  const doing = useDoing((required: boolean) => {
    const wanted = { opt_in_required: required };
    return ask<NumberSettingsShape>("PATCH", `/numbers/${numberId}/settings`, wanted);
  });
  return (
    <Card
      title="Opt-ins"
      hint="What customers agreed to stands beside their thread, and can be imported by the API."
    >
      <Loading what="What was chosen" query={query}>
        {({ opt_in_required: required }) => (
          <>
            <p>
              {required
                ? "Out of the window, templates go only to customers whose opt-in is recorded."
                : "Templates go to every customer who did not opt out."}
            </p>
            <FormProblem>{doing.error?.message}</FormProblem>
            {may && (
              <Button
                look="outline"
                size="small"
                className="mt-3 self-start"
                disabled={doing.isPending}
                onClick={() => doing.mutate(!required)}
              >
                {required ? "Send to all who did not opt out" : "Send only to who opted in"}
              </Button>
            )}
          </>
        )}
      </Loading>
    </Card>
  );
}
