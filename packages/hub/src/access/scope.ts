/**
 * What a key may do, as `resource:action`. `*` is everything: the key of the installation's owner.
 *
 * `platform:write` is for Graph calls that change the subscription or the registration of a number.
 */
export const SCOPES = [
  "*",
  "numbers:read",
  "numbers:write",
  "threads:read",
  "threads:write",
  "threads:erase",
  "consent:write",
  "consent:import",
  "messages:send",
  "decisions:read",
  "templates:read",
  "templates:write",
  "ledger:read",
  "media:read",
  "media:write",
  "platform:read",
  "platform:write",
  "keys:read",
  "keys:write",
  "endpoints:read",
  "endpoints:write",
  "metrics:read",
  "people:read",
  "people:write",
  "audit:read",
] as const;
export type Scope = (typeof SCOPES)[number];
