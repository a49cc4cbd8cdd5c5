import type { SessionShape } from "@casement/hub/api";
import { useQuery } from "@tanstack/react-query";
import { ask } from "./ask.ts";
import { Refused } from "./refused.ts";

/** Who is signed in here; `undefined` until it is known. */
export function useSession(): SessionShape | undefined {
  return useQuery({
    queryKey: ["session"],
    queryFn: () => ask<SessionShape>("GET", "/session"),
    retry: (failures, error) => failures < 2 && !(error instanceof Refused),
  }).data;
}

/** Whether somebody may do this; the hub asks again, so this only spares them what would fail. */
export function mayDo(session: SessionShape | undefined, scope: SessionShape["scopes"][number]) {
  return session?.scopes.includes(scope) ?? false;
}

/** Ends the session, and begins the page anew: nothing of what was on it stays in memory. */
export async function signOut(): Promise<void> {
  await ask("DELETE", "/session");
  window.location.assign("/");
}
