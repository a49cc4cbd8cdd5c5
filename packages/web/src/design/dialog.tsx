import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "./button.tsx";

interface DialogProps {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
}

/**
 * Asks for something before anything else. There while it is drawn: the browser's own dialog, which
 * keeps the focus, gives it back, and closes on Escape.
 */
export function Dialog({ title, close, children }: DialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onClose={close}
      className="arrives m-auto max-h-[90dvh] w-[calc(100vw-2rem)] max-w-lg scroll-py-20 rounded-2xl bg-raised p-0 shadow-float"
    >
      <div className="flex flex-col gap-4 px-5 pb-5 sm:px-6 sm:pb-6">
        <div className="-mb-2 sticky top-0 z-10 flex items-start justify-between gap-4 bg-raised pt-5 pb-2 sm:pt-6">
          <h2 id={id} className="font-semibold text-lg tracking-tight">
            {title}
          </h2>
          <IconButton label="Close" onClick={close} className="-mt-1.5 -mr-2">
            <X aria-hidden className="size-5" />
          </IconButton>
        </div>
        {children}
      </div>
    </dialog>
  );
}

/** The end of a dialog's form: what is done, in view however long the form is. */
export function DialogFoot({ children }: { children: ReactNode }): ReactNode {
  return (
    <div className="-mx-5 -mb-5 sm:-mx-6 sm:-mb-6 sticky bottom-0 z-10 flex justify-end gap-2 border-line border-t bg-raised px-5 py-4 sm:px-6">
      {children}
    </div>
  );
}
