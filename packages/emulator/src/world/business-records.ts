import type { AccessToken } from "./access-token.ts";
import type { AccountSettings } from "./account-settings.ts";
import type { BlockedCustomer } from "./block-list.ts";
import type { BusinessProfile } from "./business-profile.ts";
import type { Call } from "./call.ts";
import type { CallPermission } from "./call-permission.ts";
import type { Flow } from "./flow.ts";
import type { Group } from "./group.ts";
import type { GroupMessage } from "./group-message.ts";
import type { NumberSettings } from "./number-settings.ts";
import type { QrCode } from "./qr-code.ts";
import type { Registration } from "./registration.ts";
import type { Upload } from "./upload.ts";

type ByNumber<T> = Record<string, T>;
type ById<T> = Record<string, T>;

/**
 * What a business has set, made and kept besides its messages. A record that is missing is one that
 * nobody has touched: the function beside its type says what it is then.
 */
export interface BusinessRecords {
  readonly registrations: ByNumber<Registration>;
  readonly profiles: ByNumber<BusinessProfile>;
  readonly numberSettings: ByNumber<NumberSettings>;
  /** By account. */
  readonly accountSettings: Record<string, AccountSettings>;
  /** By number, in the order they were blocked. */
  readonly blockLists: Record<string, BlockedCustomer[]>;
  /** By code. */
  readonly qrCodes: Record<string, QrCode>;
  /** By id, without its signature. */
  readonly uploads: Record<string, Upload>;
  /** By the token itself. */
  readonly tokens: Record<string, AccessToken>;
  readonly flows: ById<Flow>;
  readonly calls: ById<Call>;
  /** By number and customer: see `threadKey`. */
  readonly callPermissions: Record<string, CallPermission>;
  readonly groups: ById<Group>;
  readonly groupMessages: ById<GroupMessage>;
}

/** Those of a world in which nothing was set yet, or that was saved before there were any. */
export function noBusinessRecords(): BusinessRecords {
  return {
    registrations: {},
    profiles: {},
    numberSettings: {},
    accountSettings: {},
    blockLists: {},
    qrCodes: {},
    uploads: {},
    tokens: {},
    flows: {},
    calls: {},
    callPermissions: {},
    groups: {},
    groupMessages: {},
  };
}
