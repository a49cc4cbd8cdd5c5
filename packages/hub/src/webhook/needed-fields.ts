/** What stays unknown to us, or is known late, where the app does not get these fields. */
interface Lack {
  readonly fields: readonly string[];
  readonly what: string;
}

/**
 * The fields that a hub needs of Meta besides `messages`, by what is lost without them. Meta posts
 * to an app only those that were ticked for it; docs/notices.md says what becomes of each.
 */
const LACKS: readonly Lack[] = [
  {
    fields: [
      "message_template_status_update",
      "message_template_quality_update",
      "message_template_components_update",
      "template_category_update",
    ],
    what: "a paused, changed or recategorised template is known up to six hours late",
  },
  {
    fields: ["user_preferences"],
    what: "a customer who stopped marketing goes on being written to",
  },
  {
    fields: ["user_id_update"],
    what: "a customer whose id changes becomes two",
  },
  {
    fields: [
      "account_update",
      "account_alerts",
      "phone_number_quality_update",
      "business_capability_update",
    ],
    what: "a lower limit or a disabled account is seen only by Meta's refusals",
  },
  {
    fields: ["calls"],
    what: "a window that a call opens is not known",
  },
  {
    fields: ["smb_message_echoes", "smb_app_state_sync", "history"],
    what: "what is written in the business's phone app does not appear",
  },
];

/** Without this one nothing is heard of customers at all. */
export const MESSAGES_FIELD = "messages";

/** All fields that an app is to be subscribed to for this hub. */
export const NEEDED_FIELDS: readonly string[] = [
  MESSAGES_FIELD,
  ...LACKS.flatMap(({ fields }) => fields),
];

/** Of the needed fields those that an app does not get, and what that costs. */
export function lackOf(subscribed: ReadonlySet<string>): Lack {
  const lacks = LACKS.map(({ fields, what }) => ({
    fields: fields.filter((one) => !subscribed.has(one)),
    what,
  })).filter(({ fields }) => fields.length > 0);
  return {
    fields: lacks.flatMap(({ fields }) => fields),
    what: lacks.map(({ what }) => what).join("; "),
  };
}
