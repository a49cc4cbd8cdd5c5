export { columnTypes, timestamptzFromInstant } from "./column-types.ts";
export {
  type Database,
  type OpenDatabaseOptions,
  openDatabase,
  type StartDatabaseOptions,
  startDatabase,
} from "./database.ts";
export { DatabaseFailure, type DatabaseProblem } from "./failure.ts";
export { hasInstallation } from "./installation.ts";
export { isDatabaseAway } from "./is-away.ts";
export { type MigrateOptions, migrate } from "./migrate.ts";
export { type MigrationState, migrationStateOf } from "./migration-state.ts";
export {
  dropPartition,
  ensureDay,
  ensureMonths,
  type PartitionedTable,
  partitionsBefore,
} from "./partitions.ts";
export {
  inTransaction,
  onOwnConnection,
  openPool,
  type PoolOptions,
  type Queryable,
  query,
} from "./pool.ts";
export { removeInstallation } from "./remove-installation.ts";
export {
  createTestDatabase,
  type TestDatabase,
  type TestDatabaseOptions,
} from "./test-database.ts";
export { joinTestServer, type TestServer } from "./test-server.ts";
export { ensureTemplate } from "./test-template.ts";
