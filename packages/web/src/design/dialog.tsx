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
      className="arrives m-auto max-h-[90dvh] w-[calc(100vw-2rem)] max-w-lg rounded-2xl bg-raised p-0 shadow-float"
    >
      <div className="flex flex-col gap-4 p-5 sm:p-6">
        <div className="flex items-start justify-between gap-4">
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
