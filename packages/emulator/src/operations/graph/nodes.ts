import { timeZoneIdOf } from "@casement/cloud-api";
import { countryOf } from "@casement/engine";
import { type Json, withoutAbsent } from "../../json.ts";
import { ownEntry } from "../../own-entry.ts";
import type { Call } from "../../server/call.ts";
import { accountSettingsOf } from "../../world/account-settings.ts";
import { type Medium, mediumById } from "../../world/medium.ts";
import { settingsOf } from "../../world/number-settings.ts";
import { type Registration, registrationOf } from "../../world/registration.ts";
import type { MessageTemplate } from "../../world/template.ts";
import type { BusinessNumber, MessagingAccount, World } from "../../world/world.ts";
import { automationNode } from "./automation.ts";
import { numberHealth } from "./health.ts";

/** What kind of object an id in a path names, in the words of the routes. */
export function kindOf(world: World, id: string): string | undefined {
  if (ownEntry(world.numbers, id) !== undefined) return "PN";
  if (ownEntry(world.accounts, id) !== undefined) return "WABA";
  if (ownEntry(world.templates, id) !== undefined) return "TEMPLATE";
  if (ownEntry(world.media, id) !== undefined) return "MEDIA";
  if (ownEntry(world.flows, id) !== undefined) return "FLOW";
  if (ownEntry(world.groups, id) !== undefined) return "GROUP";
  if (isUploadId(id)) return "UPLOAD";
  if (world.app.id === id) return "APP";
  if (world.portfolioId === id) return "BUSINESS";
  return undefined;
}

/** An upload is found by its mark: its id has no digits to tell it by. */
export function isUploadId(id: string): boolean {
  return id.startsWith("upload:");
}

/** The number that the path names. The route was chosen by its being there. */
export function numberIn({ platform, path }: Call): BusinessNumber {
  const number = ownEntry(platform.world.numbers, path["PN"] ?? "");
  if (number === undefined) throw new Error("the route needs a number in its path");
  return number;
}

export function accountIn({ platform, path }: Call): MessagingAccount {
  const account = ownEntry(platform.world.accounts, path["WABA"] ?? "");
  if (account === undefined) throw new Error("the route needs an account in its path");
  return account;
}

export const NUMBER_FIELDS: readonly string[] = [
  "verified_name",
  "code_verification_status",
  "display_phone_number",
  "quality_rating",
  "platform_type",
  "throughput",
  "webhook_configuration",
];

/** All that can be asked of a number. */
export function numberNode(world: World, number: BusinessNumber): Json {
  const override = ownEntry(world.accounts, number.accountId)?.subscribed?.overrideUrl;
  const registration = registrationOf(world, number);
  const settings = settingsOf(world, number);
  return withoutAbsent({
    verified_name: number.verifiedName,
    code_verification_status: registration.isVerified ? "VERIFIED" : "NOT_VERIFIED",
    display_phone_number: number.display,
    quality_rating: number.quality,
    platform_type: "CLOUD_API",
    host_platform: "CLOUD_API",
    throughput: { level: number.throughput },
    last_onboarded_time: "2021-09-01T00:00:00+0000",
    webhook_configuration: withoutAbsent({
      phone_number: settings.overrideUrl,
      whatsapp_business_account: override,
      application: world.app.subscription?.callbackUrl,
    }),
    status: statusOf(registration),
    name_status: "APPROVED",
    unified_cert_status: "APPROVED",
    new_name_status: registration.requestedName === null ? "NONE" : "PENDING_REVIEW",
    new_display_name: registration.requestedName,
    account_mode: "LIVE",
    is_official_business_account: false,
    is_pin_enabled: registration.pin !== null,
    is_on_biz_app: false,
    messaging_limit_tier: number.limitTier,
    whatsapp_business_manager_messaging_limit: number.limitTier,
    health_status: numberHealth(world, number),
    conversational_automation: automationNode(settings.automation, number.id),
    search_visibility: settings.searchVisibility,
    username: settings.username,
    country_code: countryOf({ phone: number.phone }),
    country_dial_code: number.display.slice(1).split(" ")[0],
    id: number.id,
  });
}

function statusOf({ isRegistered, isVerified }: Registration): string {
  if (isRegistered) return "CONNECTED";
  return isVerified ? "DISCONNECTED" : "PENDING";
}

export const ACCOUNT_FIELDS: readonly string[] = [
  "name",
  "timezone_id",
  "message_template_namespace",
];

export function accountNode(world: World, account: MessagingAccount): Json {
  return {
    name: account.name,
    currency: account.currency,
    timezone_id: timeZoneIdOf(account.timeZone) ?? account.timeZone,
    message_template_namespace: account.namespace,
    account_review_status: "APPROVED",
    business_verification_status: "verified",
    country: account.country,
    ownership_type: "SELF",
    is_enabled_for_insights: accountSettingsOf(world, account.id).hasInsights,
    marketing_messages_onboarding_status: "ELIGIBLE",
    owner_business_info: { name: account.name, id: world.portfolioId },
    on_behalf_of_business_info: { name: account.name, id: world.portfolioId, status: "APPROVED" },
    id: account.id,
  };
}

export const TEMPLATE_FIELDS: readonly string[] = [
  "name",
  "parameter_format",
  "components",
  "language",
  "status",
  "category",
  "sub_category",
];

export function templateNode(template: MessageTemplate): Json {
  const { accountId: _accountId, life: _life, ...node } = template;
  return withoutAbsent(node);
}

/**
 * The medium that the path names, while it lives. Who says for which number (`phone_number_id`)
 * must be right about it.
 */
export function mediumIn({ platform, path, parameters }: Call): Medium | undefined {
  const medium = mediumById(platform.world, path["MEDIA"] ?? "", platform.clock.now());
  const numberId = parameters["phone_number_id"];
  const isOther = numberId !== undefined && String(numberId) !== medium?.numberId;
  return isOther ? undefined : medium;
}
