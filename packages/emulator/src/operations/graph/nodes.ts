import { type Json, withoutAbsent } from "../../json.ts";
import { ownEntry } from "../../own-entry.ts";
import type { Call } from "../../server/call.ts";
import { type Medium, mediumById } from "../../world/medium.ts";
import type { MessageTemplate } from "../../world/template.ts";
import type { BusinessNumber, MessagingAccount, World } from "../../world/world.ts";

/** What kind of object an id in a path names, in the words of the routes. */
export function kindOf(world: World, id: string): string | undefined {
  if (ownEntry(world.numbers, id) !== undefined) return "PN";
  if (ownEntry(world.accounts, id) !== undefined) return "WABA";
  if (ownEntry(world.templates, id) !== undefined) return "TEMPLATE";
  if (ownEntry(world.media, id) !== undefined) return "MEDIA";
  if (world.app.id === id) return "APP";
  if (world.portfolioId === id) return "BUSINESS";
  return undefined;
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
  return {
    verified_name: number.verifiedName,
    code_verification_status: "VERIFIED",
    display_phone_number: number.display,
    quality_rating: number.quality,
    platform_type: "CLOUD_API",
    throughput: { level: number.throughput },
    last_onboarded_time: "2021-09-01T00:00:00+0000",
    webhook_configuration: withoutAbsent({
      whatsapp_business_account: override,
      application: world.app.subscription?.callbackUrl,
    }),
    status: "CONNECTED",
    name_status: "APPROVED",
    account_mode: "LIVE",
    is_official_business_account: false,
    is_pin_enabled: true,
    is_on_biz_app: false,
    messaging_limit_tier: number.limitTier,
    whatsapp_business_manager_messaging_limit: number.limitTier,
    health_status: healthOf(world, number),
    id: number.id,
  };
}

function healthOf(world: World, number: BusinessNumber): Json {
  const can_send_message = "AVAILABLE";
  return {
    can_send_message,
    entities: [
      { entity_type: "PHONE_NUMBER", id: number.id, can_send_message },
      { entity_type: "WABA", id: number.accountId, can_send_message },
      { entity_type: "BUSINESS", id: world.portfolioId, can_send_message },
      { entity_type: "APP", id: world.app.id, can_send_message },
    ],
  };
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
    timezone_id: TIMEZONE_IDS.get(account.timeZone) ?? account.timeZone,
    message_template_namespace: account.namespace,
    account_review_status: "APPROVED",
    business_verification_status: "verified",
    country: account.country,
    ownership_type: "SELF",
    is_enabled_for_insights: false,
    marketing_messages_onboarding_status: "ELIGIBLE",
    owner_business_info: { name: account.name, id: world.portfolioId },
    on_behalf_of_business_info: { name: account.name, id: world.portfolioId, status: "APPROVED" },
    id: account.id,
  };
}

/**
 * Meta numbers the zones, and this is the one number that is known here. Differs from Meta: any
 * other zone is given by its name, as a wrong number would put months and prices in a wrong zone.
 */
const TIMEZONE_IDS: ReadonlyMap<string, string> = new Map([["UTC", "0"]]);

export const TEMPLATE_FIELDS: readonly string[] = [
  "name",
  "parameter_format",
  "components",
  "language",
  "status",
  "category",
];

export function templateNode(template: MessageTemplate): Json {
  const { accountId: _accountId, ...node } = template;
  return node;
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
