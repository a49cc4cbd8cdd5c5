import type {
  AccountShape,
  AppShape,
  DeliveryShape,
  EndpointShape,
  InvitationShape,
  KeyShape,
  NotUnderstoodShape,
  NumberSettingsShape,
  NumberShape,
  PersonShape,
  StandingShape,
  ThreadShape,
  WebhookShape,
} from "@casement/hub/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask } from "../frame/ask.ts";
import { Refused } from "../frame/refused.ts";

// What the settings ask of the hub. None of it is told by the event stream, so it is asked again
// whenever it is looked at, and health twice a minute.

const HEALTH_EVERY_MS = 30_000;

function useAsked<Data>(name: readonly string[], path: string, more: { everyMs?: number } = {}) {
  return useQuery({
    queryKey: ["settings", ...name],
    queryFn: () => ask<Data>("GET", path),
    staleTime: 0,
    // What Meta or the hub refuses, it will refuse at once again.
    retry: (failures, error) => failures < 2 && !(error instanceof Refused),
    ...(more.everyMs === undefined ? {} : { refetchInterval: more.everyMs }),
  });
}

export const useNumberList = () =>
  useAsked<readonly NumberShape[]>(["numbers"], "/numbers?limit=500", { everyMs: HEALTH_EVERY_MS });

export const useAccounts = () => useAsked<readonly AccountShape[]>(["accounts"], "/accounts");

export const useApps = () => useAsked<readonly AppShape[]>(["apps"], "/apps");

/** Asked of Meta, which may be slow to answer: what is done here does not change it. */
export const useStanding = (numberId: string) =>
  useQuery({
    queryKey: ["standing", numberId],
    queryFn: () => ask<StandingShape>("GET", `/numbers/${numberId}/standing`),
    staleTime: 0,
  });

export const useWebhook = (numberId: string) =>
  useAsked<WebhookShape>(["webhook", numberId], `/numbers/${numberId}/webhook`);

/** What to enter at Meta for a number that is not connected yet. */
export const useOfferedWebhook = () =>
  useAsked<WebhookShape>(["offered webhook"], "/numbers/new-webhook");

export const useNumberSettings = (numberId: string) =>
  useAsked<NumberSettingsShape>(["settings of", numberId], `/numbers/${numberId}/settings`);

/** So many of what was not understood are asked for, in no order of time. */
export const NOT_UNDERSTOOD_MAX = 100;

export const useNotUnderstood = (streamId: string) =>
  useAsked<readonly NotUnderstoodShape[]>(
    ["not understood", streamId],
    `/not-understood?number_id=${streamId}&limit=${NOT_UNDERSTOOD_MAX}`,
  );

export const useLastThreads = (numberId: string) =>
  useAsked<readonly ThreadShape[]>(
    ["last threads", numberId],
    `/threads?number_id=${numberId}&limit=20`,
  );

export const useKeys = () => useAsked<readonly KeyShape[]>(["keys"], "/keys");
export const useEndpoints = () => useAsked<readonly EndpointShape[]>(["endpoints"], "/endpoints");
export const useDeliveries = (endpointId: string) =>
  useAsked<readonly DeliveryShape[]>(
    ["deliveries", endpointId],
    `/endpoints/${endpointId}/deliveries?limit=30`,
  );
export const usePeople = () => useAsked<readonly PersonShape[]>(["people"], "/people");
export const useInvitations = () =>
  useAsked<readonly InvitationShape[]>(["invitations"], "/invitations");

/** Does something, and then looks at everything in the settings anew. */
export function useDoing<Wanted, Data>(work: (wanted: Wanted) => Promise<Data>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ["settings"] });
      await queries.invalidateQueries({ queryKey: ["numbers"] });
    },
  });
}
