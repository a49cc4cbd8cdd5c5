import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { IconButton } from "../design/button.tsx";

interface SheetProps {
  readonly title: string;
  readonly open: boolean;
  readonly close: () => void;
  readonly children: ReactNode;
}

/**
 * What stands beside the phone on a wide screen, as a sheet over it on a narrow one. The browser's
 * own dialog: it keeps the focus and closes on Escape without a style of its own, which a strict
 * policy would refuse.
 */
export function Sheet({ title, open, close, children }: SheetProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same; the browser sees to it.
    <dialog
      ref={dialog}
      aria-label={title}
      onClose={close}
      onClick={(event) => event.target === dialog.current && close()}
      className="mt-auto max-h-[85dvh] w-full max-w-full rounded-t-3xl bg-ground p-0 shadow-float open:flex open:flex-col sm:mx-auto sm:mb-auto sm:max-w-md sm:rounded-3xl"
    >
      {open && (
        <div className="flex min-h-0 flex-col gap-3 overflow-y-auto p-4 pb-8">
          <div className="flex items-center justify-between">
            <h2 className="font-semibold text-base">{title}</h2>
            <IconButton label="Close" onClick={close}>
              <X aria-hidden className="size-5" />
            </IconButton>
          </div>
          {children}
        </div>
      )}
    </dialog>
  );
}
