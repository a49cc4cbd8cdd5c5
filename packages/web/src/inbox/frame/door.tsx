import type { ReactNode } from "react";
import { Logo } from "../../design/logo.tsx";

interface DoorProps {
  readonly title: string;
  readonly lead: ReactNode;
  readonly children: ReactNode;
  /** Below the card: what else one may have come for. */
  readonly foot?: ReactNode;
}

/** What one sees who is not in yet: a card in the middle of an empty page. */
export function Door({ title, lead, children, foot }: DoorProps): ReactNode {
  return (
    <main className="grid min-h-dvh place-items-center bg-ground px-4 py-10">
      <div className="flex w-full max-w-md flex-col gap-6">
        <div className="flex items-center justify-center gap-3">
          <Logo size={36} />
          <span className="font-semibold text-lg tracking-tight">Casement</span>
        </div>
        <section className="flex flex-col gap-6 rounded-2xl border border-line bg-panel p-6 shadow-card sm:p-8">
          <div className="flex flex-col gap-1.5">
            <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
            <div className="text-pretty text-ink-2">{lead}</div>
          </div>
          {children}
        </section>
        {foot !== undefined && (
          <div className="text-pretty px-4 text-center text-ink-2 text-xs">{foot}</div>
        )}
      </div>
    </main>
  );
}
