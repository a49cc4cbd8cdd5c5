import { z } from "zod";
import { type ApiKey, mayDo } from "../access/api-key.ts";
import {
  deleteInvitation,
  type Invitation,
  selectInvitations,
} from "../access/invitation-store.ts";
import { changePerson, selectPeople } from "../access/person-store.ts";
import { type Role, scopesOf } from "../access/role.ts";
import { inTransaction } from "../database/index.ts";
import type { ApiSurroundings } from "./api.ts";
import { isoOf, isoOrNull } from "./instants.ts";
import { InvitationShape, NewInvitationShape, PersonShape, RoleShape } from "./people-shapes.ts";
import { ApiProblem } from "./problems.ts";
import { NO_BODY, NO_FIELDS, oneOf, pageOf, type Route, route } from "./route.ts";

/** Who may come in, and as what. All of it is for those who reach the whole installation. */
export function peopleRoutes(api: ApiSurroundings): Route[] {
  return [people(api), changeRole(api), remove(api), invitations(api), invite(api), takeBack(api)];
}

function people({ db }: ApiSurroundings): Route {
  return route({
    method: "GET",
    path: "/people",
    summary: "Who may sign in, owners first; in one page",
    scope: "people:read",
    params: NO_FIELDS,
    query: NO_FIELDS,
    body: NO_BODY,
    answer: pageOf(PersonShape),
    async run({ key }) {
      onlyEverywhere(key);
      const listed = await selectPeople(db);
      const data = listed.map((one) => ({
        person_id: one.personId,
        name: one.name,
        email: one.email,
        role: one.role,
        created_at: isoOf(one.createdAt),
        last_seen_at: isoOrNull(one.lastSeenAt),
        you: one.personId === key.person?.personId,
      }));
      return { body: { data, next_cursor: null } };
    },
  });
}

const PersonParams = z.object({ person_id: z.guid() });
const Done = z.object({ done: z.boolean() });

function changeRole(api: ApiSurroundings): Route {
  return route({
    method: "POST",
    path: "/people/{person_id}/role",
    summary: "Makes a person an owner or an agent, from their next request on",
    scope: "people:write",
    params: PersonParams,
    query: NO_FIELDS,
    body: z.strictObject({ role: RoleShape }),
    answer: oneOf(Done),
    async run({ key, params, body }) {
      mayGive(key, body.role);
      await change(api, key, { personId: params.person_id, role: body.role });
      return { body: { data: { done: true } } };
    },
  });
}

function remove(api: ApiSurroundings): Route {
  return route({
    method: "DELETE",
    path: "/people/{person_id}",
    summary: "Removes a person: their sessions end, and what they wrote stays",
    scope: "people:write",
    params: PersonParams,
    query: NO_FIELDS,
    body: NO_BODY,
    answer: oneOf(Done),
    async run({ key, params }) {
      await change(api, key, { personId: params.person_id, role: undefined });
      return { body: { data: { done: true } } };
    },
  });
}

async function change(
  { db, admission }: ApiSurroundings,
  key: ApiKey,
  wanted: { personId: string; role: Role | undefined },
): Promise<void> {
  onlyEverywhere(key);
  const found = (await selectPeople(db)).find((one) => one.personId === wanted.personId);
  if (found === undefined) throw new ApiProblem("not_found", "There is no such person.");
  // Who may do less than an owner must not undo one.
  mayGive(key, found.role);
  const changed = await inTransaction(db, (transaction) => changePerson(transaction, wanted));
  if (!changed) {
    throw new ApiProblem("conflict", "This is the only owner: make somebody else one first.");
  }
  admission.forget();
}

function invitations({ db, machine }: ApiSurroundings): Route {
  return route({
    method: "GET",
    path: "/invitations",
    summary: "The links that may still let somebody in, newest first; in one page",
    scope: "people:read",
    params: NO_FIELDS,
    query: NO_FIELDS,
    body: NO_BODY,
    answer: pageOf(InvitationShape),
    async run({ key }) {
      onlyEverywhere(key);
      const listed = await selectInvitations(db, machine.nowMs());
      return { body: { data: listed.map(invitationShape), next_cursor: null } };
    },
  });
}

function invite({ people: door }: ApiSurroundings): Route {
  return route({
    method: "POST",
    path: "/invitations",
    summary: "Makes a link for one colleague, good for seven days, and shows it, this once",
    scope: "people:write",
    params: NO_FIELDS,
    query: NO_FIELDS,
    body: z.strictObject({ role: RoleShape }),
    answer: oneOf(NewInvitationShape),
    async run({ key, body }) {
      onlyEverywhere(key);
      mayGive(key, body.role);
      const { code, ...made } = await door.invite(body.role, { madeBy: key.name });
      return { body: { data: { ...invitationShape(made), path: `/welcome?code=${code}` } } };
    },
  });
}

function takeBack({ db }: ApiSurroundings): Route {
  return route({
    method: "DELETE",
    path: "/invitations/{invitation_id}",
    summary: "Takes a link back: it lets nobody in any more",
    scope: "people:write",
    params: z.object({ invitation_id: z.guid() }),
    query: NO_FIELDS,
    body: NO_BODY,
    answer: oneOf(Done),
    async run({ key, params }) {
      onlyEverywhere(key);
      if (!(await deleteInvitation(db, params.invitation_id))) {
        throw new ApiProblem("not_found", "There is no such link.");
      }
      return { body: { data: { done: true } } };
    },
  });
}

/** People are the installation's, and so is a key that may see or change them. */
function onlyEverywhere(key: ApiKey): void {
  if (key.everywhere) return;
  throw new ApiProblem("forbidden", "This needs a key for the whole installation.");
}

/** Nobody makes anybody who may do more than they may themselves (SPEC N5). */
function mayGive(key: ApiKey, role: Role): void {
  const beyond = scopesOf(role).find((scope) => !mayDo(key, scope));
  if (beyond === undefined) return;
  throw new ApiProblem(
    "forbidden",
    `This is for an ${role} alone: the scope ${beyond} is missing.`,
  );
}

function invitationShape(one: Invitation): InvitationShape {
  return {
    invitation_id: one.invitationId,
    role: one.role,
    made_by: one.madeBy,
    created_at: isoOf(one.createdAt),
    expires_at: isoOf(one.expiresAt),
  };
}
