export { KeyFailure } from "./access/installation-key.ts";
export type { Scope } from "./access/scope.ts";
export {
  ConfigFailure,
  type ConnectionConfig,
  type Environment,
  type HubConfig,
  hubConfigFrom,
} from "./config.ts";
export { DatabaseFailure } from "./database/index.ts";
export type { FollowedClock } from "./followed-clock.ts";
export { type Hub, type HubOptions, startHub } from "./hub.ts";
export { type HubDatabase, openHubDatabase } from "./hub-database.ts";
export { type Ids, sequentialIds } from "./ids.ts";
export { jsonLog } from "./json-log.ts";
export { type Log, type LogFields, silentLog } from "./log.ts";
export { NotConnected } from "./numbers/connect.ts";
export { diagnose } from "./operations/doctor.ts";
export type { Finding } from "./operations/finding.ts";
export { type NumberRebuilt, rebuildStored } from "./operations/rebuild-stored.ts";
export { type Replayed, replayPosts } from "./operations/replay.ts";
export { openWorkshop, type Workshop } from "./operations/workshop.ts";
export { systemIds } from "./system-ids.ts";
export { NEEDED_FIELDS } from "./webhook/needed-fields.ts";
