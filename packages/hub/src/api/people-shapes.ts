import { z } from "zod";
import { ROLES } from "../access/role.ts";
import { SCOPES } from "../access/scope.ts";

// The shapes of `/api/v1` about the people who use it.

export const RoleShape = z.enum(ROLES);
export type RoleShape = z.infer<typeof RoleShape>;

/** Who asks: somebody who signed in, or a key. */
export const SessionShape = z.object({
  kind: z.enum(["person", "key"]),
  name: z.string(),
  email: z.string().nullable(),
  /** Null: a key has none, only scopes. */
  role: RoleShape.nullable(),
  scopes: z.array(z.enum(SCOPES)),
});
export type SessionShape = z.infer<typeof SessionShape>;

export const PersonShape = z.object({
  person_id: z.string(),
  name: z.string(),
  email: z.string(),
  role: RoleShape,
  created_at: z.iso.datetime(),
  /** When a browser of theirs was last heard of, to the day; null: none is signed in. */
  last_seen_at: z.iso.datetime().nullable(),
  /** Whether it is who asks. */
  you: z.boolean(),
});
export type PersonShape = z.infer<typeof PersonShape>;

/** A link that makes one person, once. Its moments are the machine's, not the business clock's. */
export const InvitationShape = z.object({
  invitation_id: z.string(),
  role: RoleShape,
  made_by: z.string(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
});
export type InvitationShape = z.infer<typeof InvitationShape>;

/** A link just made: the one time that its path is shown. */
export const NewInvitationShape = InvitationShape.extend({ path: z.string() });
export type NewInvitationShape = z.infer<typeof NewInvitationShape>;
