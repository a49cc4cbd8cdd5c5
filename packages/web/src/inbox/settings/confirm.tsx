import type { ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { ask } from "../frame/ask.ts";
import { FormProblem } from "../frame/form-problem.tsx";
import { useDoing } from "./settings-api.ts";

interface ConfirmProps {
  readonly title: string;
  /** What the hub is to delete, as `/api/v1` has it. */
  readonly path: string;
  /** What the two buttons say: to leave it as it is, and to do it. */
  readonly keep: string;
  readonly remove: string;
  readonly close: () => void;
  /** What comes of it, in a sentence or two. */
  readonly children: ReactNode;
}

/** Asks once more before something goes that does not come back. */
export function Confirm({ title, path, keep, remove, close, children }: ConfirmProps): ReactNode {
  const removing = useDoing((which: string) => ask("DELETE", which));
  return (
    <Dialog title={title} close={close}>
      <p className="text-ink-2">{children}</p>
      <FormProblem>{removing.error?.message}</FormProblem>
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={close}>
          {keep}
        </Button>
        <Button
          look="bad"
          disabled={removing.isPending}
          onClick={() => removing.mutate(path, { onSuccess: close })}
        >
          {remove}
        </Button>
      </div>
    </Dialog>
  );
}
