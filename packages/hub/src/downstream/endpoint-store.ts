import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import type { NativeKind } from "../events/native-event.ts";
import { type Endpoint, type Gets, getsOf } from "./endpoint.ts";

type Db = Pick<ClientBase, "query">;

const COLUMNS = `
endpoint_id as "endpointId", name, url, account_id as "accountId", number_ids as "numberIds",
event_kinds as "eventKinds", sealed_secret as "sealedSecret", created_at as "createdAt",
failing_since as "failingSince", paused_at as "pausedAt",
paused_why as "pausedWhy"`;

/** Every endpoint, oldest first. */
export async function selectEndpoints(db: Db): Promise<Endpoint[]> {
  const { rows } = await db.query<Endpoint>(
    `select ${COLUMNS} from endpoint order by created_at, endpoint_id`,
  );
  return rows;
}

export async function insertEndpoint(db: Db, endpoint: Endpoint): Promise<void> {
  await db.query(
    `
insert into endpoint
  (endpoint_id, name, url, account_id, number_ids, sealed_secret, created_at, event_kinds)
values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      endpoint.endpointId,
      endpoint.name,
      endpoint.url,
      endpoint.accountId,
      endpoint.numberIds,
      endpoint.sealedSecret,
      new Date(endpoint.createdAt),
      endpoint.eventKinds,
    ],
  );
}

/** Writes down what somebody changed of an endpoint. */
export async function updateEndpoint(db: Db, endpoint: Endpoint): Promise<void> {
  await db.query(
    `
update endpoint
set name = $2, url = $3, account_id = $4, number_ids = $5, sealed_secret = $6,
    failing_since = $7, paused_at = $8, paused_why = $9, event_kinds = $10
where endpoint_id = $1`,
    [
      endpoint.endpointId,
      endpoint.name,
      endpoint.url,
      endpoint.accountId,
      endpoint.numberIds,
      endpoint.sealedSecret,
      dateOf(endpoint.failingSince),
      dateOf(endpoint.pausedAt),
      endpoint.pausedWhy,
      endpoint.eventKinds,
    ],
  );
}

export async function deleteEndpoint(db: Db, endpointId: string): Promise<void> {
  await db.query("delete from endpoint where endpoint_id = $1", [endpointId]);
}

/** Something arrived: whatever failed there before is over. */
export async function noteArrival(db: Db, endpointId: string): Promise<void> {
  await db.query({
    name: "note-arrival",
    text: `
update endpoint
set failing_since = null
where endpoint_id = $1 and failing_since is not null`,
    values: [endpointId],
  });
}

/** Something failed. If all has failed since `deadSince` or longer, the endpoint is paused. */
export async function noteFailure(
  db: Db,
  endpointId: string,
  { now, deadSince, why }: { now: Instant; deadSince: Instant; why: string },
): Promise<void> {
  await db.query({
    name: "note-failure",
    text: `
update endpoint
set failing_since = coalesce(failing_since, $2),
    paused_at = case when coalesce(failing_since, $2) <= $3 then $2 end,
    paused_why = case when coalesce(failing_since, $2) <= $3 then $4 end
where endpoint_id = $1 and paused_at is null
  and (failing_since is null or failing_since <= $3)`,
    values: [endpointId, new Date(now), new Date(deadSince), why],
  });
}

/** An endpoint with what it gets, by the numbers that accounts have now. */
export interface Getting {
  readonly endpoint: Endpoint;
  readonly gets: Gets;
}

/** An endpoint that gets events of the hub's own making. */
export interface GettingEvents extends Getting {
  readonly kinds: readonly NativeKind[];
}

/** Those that get events of the hub's own making of a stream. */
export async function selectGettingEvents(db: Db, stream: bigint): Promise<GettingEvents[]> {
  const all = await selectGetting(db);
  return all.flatMap((one) => {
    const kinds = one.endpoint.eventKinds;
    return kinds !== null && one.gets(stream) ? [{ ...one, kinds }] : [];
  });
}

/** Every endpoint with what it gets. A table of a few rows, asked once a batch. */
export async function selectGetting(db: Db): Promise<Getting[]> {
  const { rows } = await db.query<Endpoint & { readonly accountNumbers: readonly bigint[] }>({
    name: "select-getting",
    text: `
select ${COLUMNS}, array(
  select na.number_id from number_account na where na.account_id = e.account_id
) as "accountNumbers"
from endpoint e
order by endpoint_id`,
  });
  return rows.map(({ accountNumbers, ...endpoint }) => ({
    endpoint,
    gets: getsOf(endpoint, accountNumbers),
  }));
}

function dateOf(at: Instant | null): Date | null {
  return at === null ? null : new Date(at);
}
