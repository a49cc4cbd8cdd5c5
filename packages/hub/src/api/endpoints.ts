import { z } from "zod";
import { type ApiKey, secretText } from "../access/api-key.ts";
import { TELL_WINDOWS } from "../downstream/closing-times.ts";
import { deleteDeliveries } from "../downstream/delivery-store.ts";
import type { Endpoint } from "../downstream/endpoint.ts";
import {
  deleteEndpoint,
  insertEndpoint,
  selectEndpoints,
  selectGetting,
  updateEndpoint,
} from "../downstream/endpoint-store.ts";
import { newWebhookSecret } from "../downstream/standard-webhook.ts";
import { NATIVE_KINDS, type NativeKind } from "../events/native-event.ts";
import { putAppointments } from "../numbers/appointment-store.ts";
import type { ApiSurroundings } from "./api.ts";
import { deliveryRoutes } from "./endpoint-deliveries.ts";
import {
  EndpointParams,
  endpointReach,
  numbersOfEndpoint,
  reachedEndpoint,
  sees,
} from "./endpoint-reach.ts";
import { EndpointShape, NativeKindShape, NewEndpointShape } from "./endpoint-shapes.ts";
import { isoOf, isoOrNull } from "./instants.ts";
import { ApiProblem } from "./problems.ts";
import { NO_BODY, NO_FIELDS, NumberId, oneOf, pageOf, type Route, route } from "./route.ts";

/** Programs of the business to which posts are forwarded. */
export function endpointRoutes(api: ApiSurroundings): Route[] {
  return [list(api), make(api), change(api), rotate(api), remove(api), ...deliveryRoutes(api)];
}

function list({ db }: ApiSurroundings): Route {
  return route({
    method: "GET",
    path: "/endpoints",
    summary: "The programs that posts or events go to, oldest first; in one page",
    scope: "endpoints:read",
    params: NO_FIELDS,
    query: NO_FIELDS,
    body: NO_BODY,
    answer: pageOf(EndpointShape),
    async run({ key }) {
      const seen = (await selectEndpoints(db)).filter((one) => sees(key, one));
      return { body: { data: seen.map(shapeOf), next_cursor: null } };
    },
  });
}

const Name = z.string().trim().min(1).max(100);
const Url = z.string().max(2_000).meta({
  description: "https and public, unless the hub's settings name its origin. Posts go there.",
});
const NumberIds = z.array(NumberId).min(1).max(1_000);
const Events = z
  .array(NativeKindShape)
  .min(1)
  .transform((kinds) => NATIVE_KINDS.filter((one) => kinds.includes(one)));

function make(api: ApiSurroundings): Route {
  return route({
    method: "POST",
    path: "/endpoints",
    summary: "Sends a URL what Meta posts, or our events, from now on; shows its secret, this once",
    scope: "endpoints:write",
    params: NO_FIELDS,
    query: NO_FIELDS,
    body: z.strictObject({
      name: Name,
      url: Url,
      account_id: NumberId.optional().meta({ description: "What is of this account alone." }),
      number_ids: NumberIds.optional().meta({ description: "What is of these numbers alone." }),
      events: Events.optional().meta({
        description: "Events of the hub's, in the form of Standard Webhooks; else Meta's posts.",
      }),
    }),
    answer: oneOf(NewEndpointShape),
    async run({ key, body }) {
      const { db, ids, clock } = api;
      const { name, url, account_id: accountId, number_ids: numberIds } = body;
      const eventKinds = body.events ?? null;
      const secret = newSecretOf(api, { eventKinds });
      const endpoint: Endpoint = {
        ...endpointReach(api, key, { accountId, numberIds }),
        endpointId: ids.uuid(),
        name,
        url: callable(api, url),
        eventKinds,
        sealedSecret: api.downstream.sealed(secret),
        createdAt: clock.now(),
        failingSince: null,
        ...RUNNING,
      };
      await insertEndpoint(db, endpoint);
      await watchWindows(api, endpoint);
      return { body: { data: { ...shapeOf(endpoint), secret } } };
    },
  });
}

const RUNNING = { pausedAt: null, pausedWhy: null };

function change(api: ApiSurroundings): Route {
  return route({
    method: "PATCH",
    path: "/endpoints/{endpoint_id}",
    summary: "Changes an endpoint, pauses it, or lets it go on with what has waited",
    scope: "endpoints:write",
    params: EndpointParams,
    query: NO_FIELDS,
    body: z.strictObject({
      name: Name.optional(),
      url: Url.optional(),
      number_ids: NumberIds.nullable().optional(),
      events: Events.optional(),
      paused: z.boolean().optional(),
    }),
    answer: oneOf(EndpointShape),
    async run({ key, params, body }) {
      const endpoint = await reachedEndpoint(api, key, params.endpoint_id);
      const { name, url, number_ids: numberIds } = body;
      const changed: Endpoint = {
        ...endpoint,
        ...(name === undefined ? {} : { name }),
        ...(url === undefined ? {} : { url: callable(api, url) }),
        ...(numberIds === undefined ? {} : reachAgain(api, key, { endpoint, numberIds })),
        ...(body.events === undefined ? {} : otherEvents(endpoint, body.events)),
        ...pausing(endpoint, body.paused, api),
      };
      await updateEndpoint(api.db, changed);
      await watchWindows(api, changed);
      await wake(api, changed);
      return { body: { data: shapeOf(changed) } };
    },
  });
}

function reachAgain(
  api: ApiSurroundings,
  key: ApiKey,
  wanted: { endpoint: Endpoint; numberIds: readonly bigint[] | null },
): Pick<Endpoint, "accountId" | "numberIds"> {
  const accountId = wanted.endpoint.accountId ?? undefined;
  return endpointReach(api, key, { accountId, numberIds: wanted.numberIds ?? undefined });
}

/** What Meta posts and what the hub tells are signed in other ways: neither becomes the other. */
function otherEvents(
  { eventKinds }: Endpoint,
  wanted: readonly NativeKind[],
): Pick<Endpoint, "eventKinds"> {
  if (eventKinds !== null) return { eventKinds: wanted };
  throw new ApiProblem("conflict", "It gets Meta's posts: make another endpoint for events.", {
    where: "body.events",
  });
}

function newSecretOf(
  { ids }: ApiSurroundings,
  { eventKinds }: Pick<Endpoint, "eventKinds">,
): string {
  return eventKinds === null ? secretText(ids) : newWebhookSecret(ids);
}

function pausing(
  { pausedAt }: Endpoint,
  paused: boolean | undefined,
  { clock }: ApiSurroundings,
): Partial<Endpoint> {
  if (paused === undefined || paused === (pausedAt !== null)) return {};
  if (!paused) return { ...RUNNING, failingSince: null };
  return { pausedAt: clock.now(), pausedWhy: "Somebody paused it." };
}

function rotate(api: ApiSurroundings): Route {
  return route({
    method: "POST",
    path: "/endpoints/{endpoint_id}/rotate",
    summary: "Gives an endpoint another secret, shown this once; the old one signs nothing more",
    scope: "endpoints:write",
    params: EndpointParams,
    query: NO_FIELDS,
    body: NO_BODY,
    answer: oneOf(NewEndpointShape),
    async run({ key, params }) {
      const endpoint = await reachedEndpoint(api, key, params.endpoint_id);
      const secret = newSecretOf(api, endpoint);
      await updateEndpoint(api.db, { ...endpoint, sealedSecret: api.downstream.sealed(secret) });
      return { body: { data: { ...shapeOf(endpoint), secret } } };
    },
  });
}

function remove(api: ApiSurroundings): Route {
  return route({
    method: "DELETE",
    path: "/endpoints/{endpoint_id}",
    summary: "Removes an endpoint with its delivery log: nothing goes there any more",
    scope: "endpoints:write",
    params: EndpointParams,
    query: NO_FIELDS,
    body: NO_BODY,
    answer: oneOf(EndpointShape),
    async run({ key, params }) {
      const { db } = api;
      const endpoint = await reachedEndpoint(api, key, params.endpoint_id);
      await deleteEndpoint(db, endpoint.endpointId);
      for (const numberId of await numbersOfEndpoint(api, endpoint.endpointId)) {
        await deleteDeliveries(db, numberId, endpoint.endpointId);
      }
      return { body: { data: shapeOf(endpoint) } };
    },
  });
}

/** What has waited at an endpoint goes on, if it may. */
async function wake(api: ApiSurroundings, endpoint: Endpoint): Promise<void> {
  if (endpoint.pausedAt !== null) return;
  const { downstream, gate } = api;
  downstream.forwarder.wake(await numbersOfEndpoint(api, endpoint.endpointId));
  // Of a number that another node owns, that node delivers: it looks when it hears of a change.
  await gate.directory.changed();
}

/** From now on there may be something to tell of the windows that are open. */
async function watchWindows(api: ApiSurroundings, { endpointId }: Endpoint): Promise<void> {
  const { db, clock, appointmentsMade, gate } = api;
  const made = (await selectGetting(db)).find((one) => one.endpoint.endpointId === endpointId);
  if (made === undefined || !made.endpoint.eventKinds?.some(isOfWindows)) return;
  const numberIds = gate.directory.numbers.map((one) => one.numberId).filter(made.gets);
  const due = { kind: TELL_WINDOWS, key: "", dueAt: clock.now() };
  for (const numberId of numberIds) {
    await putAppointments(db, numberId, [due]);
    appointmentsMade(numberId);
  }
}

function isOfWindows(kind: NativeKind): boolean {
  return kind === "window.closing" || kind === "window.closed";
}

function callable({ downstream }: ApiSurroundings, url: string): string {
  if (downstream.mayCall(url)) return url;
  throw new ApiProblem("invalid", whyNotCallable(url), { where: "body.url" });
}

/** What to do about an address that is not called, as far as somebody may want it to be. */
function whyNotCallable(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return "This is no address of the web.";
  if (url.username !== "" || url.password !== "" || url.hash !== "") {
    return "An address of an endpoint has no name, no password and no # in it.";
  }
  const why = "The hub posts to https and to public addresses alone.";
  return `${why} To allow this one, start it with CASEMENT_ENDPOINT_ORIGINS=${url.origin}`;
}

function shapeOf(endpoint: Endpoint): EndpointShape {
  return {
    endpoint_id: endpoint.endpointId,
    name: endpoint.name,
    url: endpoint.url,
    events: endpoint.eventKinds === null ? null : [...endpoint.eventKinds],
    account_id: endpoint.accountId === null ? null : String(endpoint.accountId),
    number_ids: endpoint.numberIds?.map(String) ?? null,
    created_at: isoOf(endpoint.createdAt),
    failing_since: isoOrNull(endpoint.failingSince),
    paused_at: isoOrNull(endpoint.pausedAt),
    paused_why: endpoint.pausedWhy,
  };
}
