import type { Scope } from "./scope.ts";

/** What somebody is here: an owner runs the hub, an agent answers customers. */
export const ROLES = ["owner", "agent"] as const;
export type Role = (typeof ROLES)[number];

/** Somebody who signs in, and not a program. */
export interface Person {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

export function isRole(text: unknown): text is Role {
  return ROLES.some((role) => role === text);
}

/** What a role may do, in the words of keys, so that no route knows the two apart. */
export function scopesOf(role: Role): readonly Scope[] {
  return role === "owner" ? ["*"] : AGENT;
}

/** An agent sees what a message costs, since the thread shows it; keys and numbers they do not. */
const AGENT: readonly Scope[] = [
  "numbers:read",
  "threads:read",
  "threads:write",
  "consent:write",
  "messages:send",
  "decisions:read",
  "templates:read",
  "ledger:read",
  "media:read",
  "media:write",
];
