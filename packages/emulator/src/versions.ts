import { type Instant, instantFromMs } from "@casement/engine";

interface Version {
  readonly number: number;
  readonly releasedAt: Instant;
}

/** The versions of the Graph API and the day each came out, oldest first. */
const VERSIONS: readonly Version[] = [
  version(12, "2021-09-14"),
  version(13, "2022-02-08"),
  version(14, "2022-05-25"),
  version(15, "2022-09-15"),
  version(16, "2023-02-02"),
  version(17, "2023-05-23"),
  version(18, "2023-09-12"),
  version(19, "2024-01-23"),
  version(20, "2024-05-21"),
  version(21, "2024-10-02"),
  version(22, "2025-01-21"),
  version(23, "2025-05-29"),
  version(24, "2025-10-08"),
  version(25, "2026-02-18"),
  version(26, "2026-07-29"),
];

/** The version that answers a call, and which one it was upgraded from, if it was. */
export interface AnsweringVersion {
  readonly version: number;
  readonly upgradedFrom: string | undefined;
}

/**
 * The version that answers a request for `asked` (`v23.0`, or none).
 *
 * A version that has died does not fail: Meta answers by the oldest that lives and says so in a
 * header. One lives until two years after the next came out; that fits every date Meta gave, within
 * days. A version from the future is taken at its word: no SDK should fail on a clock turned back.
 */
export function versionAnswering(asked: string | undefined, now: Instant): AnsweringVersion {
  const number = Number(/^v(\d+)\./.exec(asked ?? "")?.[1] ?? newestVersionAt(now));
  const oldest = oldestVersionAt(now);
  if (number >= oldest) return { version: number, upgradedFrom: undefined };
  return { version: oldest, upgradedFrom: asked };
}

export function newestVersionAt(now: Instant): number {
  return VERSIONS.findLast(({ releasedAt }) => releasedAt <= now)?.number ?? OLDEST;
}

function oldestVersionAt(now: Instant): number {
  const oldest = VERSIONS.find((_, index) => {
    const next = VERSIONS[index + 1];
    return next === undefined || next.releasedAt + TWO_YEARS_MS > now;
  });
  return oldest?.number ?? OLDEST;
}

function version(number: number, releasedOn: string): Version {
  return { number, releasedAt: instantFromMs(Date.parse(`${releasedOn}T00:00:00Z`)) };
}

const OLDEST = 12;
const TWO_YEARS_MS: number = 730 * 24 * 3_600_000;
