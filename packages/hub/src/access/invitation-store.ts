import { type Instant, instantFromMs } from "@casement/engine";
import type { ClientBase } from "pg";
import type { Role } from "./role.ts";

type Db = Pick<ClientBase, "query">;

/** A link that makes one person, once. Its moments are the machine's, like those of a session. */
export interface Invitation {
  readonly invitationId: string;
  readonly role: Role;
  readonly madeBy: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

const COLUMNS = `
invitation_id as "invitationId", role, made_by as "madeBy", created_at as "createdAt",
expires_at as "expiresAt"`;

export async function insertInvitation(
  db: Db,
  { sha256, ...one }: Invitation & { readonly sha256: Uint8Array },
): Promise<void> {
  await db.query(
    `
insert into invitation (invitation_id, sha256, role, made_by, created_at, expires_at)
values ($1, $2, $3, $4, $5, $6)`,
    [
      one.invitationId,
      sha256,
      one.role,
      one.madeBy,
      new Date(one.createdAt),
      new Date(one.expiresAt),
    ],
  );
}

/** The links that may still be used, newest first. */
export async function selectInvitations(db: Db, nowMs: number): Promise<Invitation[]> {
  const { rows } = await db.query<Invitation>(
    `
select ${COLUMNS}
from invitation
where used_at is null and expires_at > $1
order by created_at desc, invitation_id`,
    [new Date(instantFromMs(nowMs))],
  );
  return rows;
}

export async function selectInvitation(
  db: Db,
  sha256: Uint8Array,
  nowMs: number,
): Promise<Invitation | undefined> {
  const { rows } = await db.query<Invitation>(
    `select ${COLUMNS} from invitation where sha256 = $1 and used_at is null and expires_at > $2`,
    [sha256, new Date(nowMs)],
  );
  return rows[0];
}

/** Uses a link up: of two who come with one at once, one gets it. */
export async function takeInvitation(
  db: Db,
  sha256: Uint8Array,
  nowMs: number,
): Promise<Invitation | undefined> {
  const { rows } = await db.query<Invitation>(
    `
update invitation
set used_at = $2
where sha256 = $1 and used_at is null and expires_at > $2
returning ${COLUMNS}`,
    [sha256, new Date(nowMs)],
  );
  return rows[0];
}

/** Gives back a link that nobody came of. */
export async function returnInvitation(db: Db, invitationId: string): Promise<void> {
  await db.query("update invitation set used_at = null where invitation_id = $1", [invitationId]);
}

export async function deleteInvitation(db: Db, invitationId: string): Promise<boolean> {
  const { rowCount } = await db.query("delete from invitation where invitation_id = $1", [
    invitationId,
  ]);
  return rowCount !== 0;
}

/** Takes back every link that was made by this name and not used. */
export async function deleteInvitationsBy(db: Db, madeBy: string): Promise<void> {
  await db.query("delete from invitation where made_by = $1 and used_at is null", [madeBy]);
}
