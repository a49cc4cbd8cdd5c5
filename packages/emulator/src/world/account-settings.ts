import { ownEntry } from "../own-entry.ts";
import type { World } from "./world.ts";

/** What a business has set for one of its Messaging accounts. */
export interface AccountSettings {
  /** Whether template analytics were switched on. They cannot be switched off again. */
  readonly hasInsights: boolean;
  /** Whether marketing goes by the Marketing Messages API alone. */
  readonly marketingIsDisabled: boolean;
}

const UNSET: AccountSettings = { hasInsights: false, marketingIsDisabled: false };

export function accountSettingsOf(world: World, accountId: string): AccountSettings {
  return ownEntry(world.accountSettings, accountId) ?? UNSET;
}

export function changeAccountSettings(
  world: World,
  accountId: string,
  change: Partial<AccountSettings>,
): void {
  world.accountSettings[accountId] = { ...accountSettingsOf(world, accountId), ...change };
}
