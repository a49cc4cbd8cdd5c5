import { inTransaction } from "../database/index.ts";
import type { Dial } from "../dialing/dialer.ts";
import type { Surroundings } from "../surroundings.ts";
import type { AccountRow } from "./account-store.ts";
import type { AppSecrets } from "./app-store.ts";
import type { Kept } from "./appointments.ts";
import { checkWebhooks, warnOfFields } from "./check-webhooks.ts";
import type { Directory } from "./directory.ts";
import { nextHearingAfter } from "./hearing.ts";
import { isAnyHeard, putHearing } from "./hearing-store.ts";

export interface WatchParts {
  readonly surroundings: Surroundings;
  readonly directory: Directory;
  readonly dial: Dial;
  readonly tokenOf: (account: AccountRow) => string;
  readonly secrets: () => AppSecrets;
}

/**
 * Asks Meta, by appointment, whether webhooks of an account still reach us (SPEC N15). Nothing is
 * changed there: who ended a subscription on purpose would be at war with us.
 */
export async function watchHearing(parts: WatchParts, accountId: bigint): Promise<Kept> {
  const { surroundings, directory, dial } = parts;
  const account = directory.account(accountId);
  if (account === undefined) return {};
  const about = {
    ...account,
    ...appOf(account, parts.secrets()),
    accessToken: parts.tokenOf(account),
  };
  const checks = await checkWebhooks({ dial, about }, { subscribe: false });
  const { hearing } = checks;
  warnOfFields(surroundings.log, accountId, checks);
  const now = surroundings.clock.now();
  const isHeard = await inTransaction(surroundings.db, async (db) => {
    await putHearing(db, accountId, hearing, now);
    return isAnyHeard(db, accountId);
  });
  await directory.changed();
  return { again: nextHearingAfter(now, isHeard).dueAt };
}

/** Without a secret the app cannot be asked, as without an app. */
function appOf(
  { appId }: AccountRow,
  { active }: AppSecrets,
): { appId: bigint; appSecret: string } {
  const secret = active.find((one) => one.appId === appId);
  return { appId: secret?.appId ?? 0n, appSecret: secret?.text ?? "" };
}
