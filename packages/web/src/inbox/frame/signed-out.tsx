import type { ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { Logo } from "../../design/logo.tsx";

/** Shown to somebody without a key, instead of every page: how to get in. */
export function SignedOut(): ReactNode {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="flex w-full max-w-sm flex-col gap-5">
        <Logo size={44} />
        <div className="flex flex-col gap-1.5">
          <h1 className="font-semibold text-xl tracking-tight">You are not signed in</h1>
          <p className="text-ink-2">
            When Casement starts it prints a link that ends in{" "}
            <code className="whitespace-nowrap">/enter?key=…</code>. Open that link in this browser,
            or paste the key here.
          </p>
        </div>
        <form action="/enter" method="get" className="flex flex-col gap-2">
          <label htmlFor="key" className="font-semibold text-xs">
            Key
          </label>
          <div className="flex gap-2">
            <input
              id="key"
              name="key"
              required
              autoComplete="off"
              spellCheck={false}
              placeholder="csm_…"
              className="h-9 min-w-0 flex-1 rounded-lg border border-line-strong bg-panel px-3 placeholder:text-ink-3"
            />
            <Button type="submit">Sign in</Button>
          </div>
        </form>
      </div>
    </main>
  );
}
