import type { Instant } from "@casement/engine";
import { ownEntry } from "../own-entry.ts";
import type { World } from "./world.ts";

/** A group that a number made. Customers come by its link; the business cannot add them. */
export interface Group {
  readonly id: string;
  readonly numberId: string;
  readonly createdAt: Instant;
  subject: string;
  description: string | null;
  joinApproval: "auto_approve" | "approval_required";
  inviteLink: string;
  /** The phones of those in it. */
  participants: string[];
  /** Who asked to be let in, by the id of the request. */
  requests: { readonly id: string; readonly phone: string; readonly at: Instant }[];
}

export function groupsOf(world: World, numberId: string): Group[] {
  return Object.values(world.groups).filter((group) => group.numberId === numberId);
}

export function groupById(world: World, id: string): Group | undefined {
  return ownEntry(world.groups, id);
}
