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

/**
 * What a business has set, made and kept besides its messages. A record that is missing is one that
 * nobody has touched: the function beside its type says what it is then.
 */
export interface BusinessRecords {
  /** By number. */
  readonly registrations: Record<string, Registration>;
  /** By number. */
  readonly profiles: Record<string, BusinessProfile>;
  /** By number. */
  readonly numberSettings: Record<string, NumberSettings>;
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
  /** By id. */
  readonly flows: Record<string, Flow>;
  /** By id. */
  readonly calls: Record<string, Call>;
  /** By number and customer: see `threadKey`. */
  readonly callPermissions: Record<string, CallPermission>;
  /** By id. */
  readonly groups: Record<string, Group>;
  /** By id. */
  readonly groupMessages: Record<string, GroupMessage>;
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
