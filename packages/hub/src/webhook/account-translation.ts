import type {
  ErrorNotice,
  GroupNotice,
  HistoryChunkNotice,
  StateSyncNotice,
} from "@casement/cloud-api";
import { fieldIn } from "../json/unknown-value.ts";
import { instantFromTimestamp, type Surround } from "./notice-parts.ts";
import { factAboutNoMessage, type ReceivedFact } from "./received-fact.ts";

/**
 * What is noted of each field about an account, a number or a flow: the members of its value that a
 * person may want to see. A field that is not here is not understood (docs/notices.md).
 */
const NOTED: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "account_alerts",
    [
      "entity_type",
      "entity_id",
      "alert_info.alert_severity",
      "alert_info.alert_status",
      "alert_info.alert_type",
      "alert_info.alert_description",
    ],
  ],
  ["account_review_update", ["decision"]],
  [
    "account_settings_update",
    ["phone_number_settings.phone_number_id", "phone_number_settings.calling.status"],
  ],
  [
    "account_update",
    [
      "event",
      "country",
      "violation_info.violation_type",
      "restriction_info",
      "ban_info.waba_ban_state",
      "ban_info.waba_ban_date",
      "volume_tier_info.pricing_category",
      "volume_tier_info.tier",
      "volume_tier_info.effective_month",
      "volume_tier_info.region",
      "auth_international_rate_eligibility.start_time",
      "auth_international_rate_eligibility.exception_countries",
      "waba_info.waba_id",
      "waba_info.owner_business_id",
      "waba_info.partner_app_id",
      "waba_info.solution_id",
      "waba_info.ad_account_linked",
      "partner_client_certification_info.status",
      "partner_client_certification_info.rejection_reasons",
    ],
  ],
  [
    "business_capability_update",
    [
      "max_daily_conversations_per_business",
      "max_daily_conversation_per_phone",
      "max_phone_numbers_per_business",
      "max_phone_numbers_per_waba",
    ],
  ],
  ["business_username_update", ["display_phone_number", "username", "status"]],
  [
    "flows",
    [
      "event",
      "flow_id",
      "message",
      "old_status",
      "new_status",
      "alert_state",
      "error_rate",
      "p50_latency",
      "p90_latency",
      "availability",
      "threshold",
      "requests_count",
    ],
  ],
  ["partner_solutions", ["event", "solution_id", "solution_status"]],
  ["payment_configuration_update", ["configuration_name", "provider_name", "status"]],
  [
    "phone_number_name_update",
    ["display_phone_number", "decision", "requested_verified_name", "rejection_reason"],
  ],
  [
    "phone_number_quality_update",
    [
      "display_phone_number",
      "event",
      "old_limit",
      "current_limit",
      "max_daily_conversations_per_business",
    ],
  ],
  ["security", ["display_phone_number", "event", "requester"]],
]);

/** What is noted of a change of an account, a number or a flow. */
export function factFromAccountChange(value: unknown, surround: Surround): ReceivedFact | string {
  const { factId, field, moment } = surround;
  const members = NOTED.get(field);
  if (field === "") return "field: the change names none";
  if (members === undefined) return `field: "${field}" is not known to us`;
  const told = Object.fromEntries(members.map((path) => [path.split(".").at(-1), at(value, path)]));
  if (Object.values(told).every((one) => one === undefined || one === null)) {
    return `value: nothing in it that we know of "${field}"`;
  }
  // A few of these have a moment of their own and none on the entry.
  const own = instantFromTimestamp(String(fieldIn(value, "timestamp") ?? ""));
  const when = moment.undated && own !== undefined ? { at: own } : moment;
  return factAboutNoMessage({
    factId,
    ...when,
    kind: "noted",
    aliases: {},
    said: { type: field, ...told },
  });
}

function at(value: unknown, path: string): unknown {
  return path.split(".").reduce(fieldIn, value);
}

/** What happened to a group, in the group's thread; its name is the thread's. */
export function factFromGroupNotice(
  notice: GroupNotice,
  { factId }: Surround,
): ReceivedFact | string {
  const moment = instantFromTimestamp(notice.timestamp);
  if (moment === undefined) return "timestamp: no number of seconds";
  const named = notice.group_subject;
  const name = named?.update_successful === true ? named.text : notice.subject;
  return {
    ...factAboutNoMessage({
      factId,
      at: moment,
      kind: "noted",
      aliases: { groupId: notice.group_id },
      said: { type: notice.type, reason: notice.reason, requestId: notice.request_id },
    }),
    profile: { name },
  };
}

/**
 * An entry of the phone book in the business's app changed. That it did is noted; whose it is and
 * what they are called there is not taken over, as they may never have written to us.
 */
export function factFromStateSync(
  notice: StateSyncNotice,
  { factId, field }: Surround,
): ReceivedFact | string {
  const moment = instantFromTimestamp(notice.metadata.timestamp);
  if (moment === undefined) return "timestamp: no number of seconds";
  const said = { type: field, entry: notice.type, action: notice.action };
  return factAboutNoMessage({ factId, at: moment, kind: "noted", aliases: {}, said });
}

/** A piece of the past without messages: how far the handing over has come. */
export function factFromHistoryChunk(
  notice: HistoryChunkNotice,
  { factId, moment }: Surround,
): ReceivedFact {
  const said = { type: "history", phase: notice.phase, progress: notice.progress };
  return factAboutNoMessage({ factId, ...moment, kind: "noted", aliases: {}, said });
}

/** An error about no message: of a number, or of what could not be brought to us. */
export function factFromErrorNotice(
  notice: ErrorNotice,
  { factId, field, moment }: Surround,
): ReceivedFact {
  const { code, title, message, error_data } = notice;
  const said = {
    type: "error",
    field,
    code,
    title: title ?? message,
    details: error_data?.details,
  };
  return factAboutNoMessage({ factId, ...moment, kind: "noted", aliases: {}, said });
}
