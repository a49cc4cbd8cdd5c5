import { debugToken } from "../operations/graph/debug-token.ts";
import { deleteMedia } from "../operations/graph/delete-media.ts";
import { downloadMedia } from "../operations/graph/download-media.ts";
import { getAccount } from "../operations/graph/get-account.ts";
import { getMedia } from "../operations/graph/get-media.ts";
import { getNumber } from "../operations/graph/get-number.ts";
import { getTemplate } from "../operations/graph/get-template.ts";
import { listNumbers } from "../operations/graph/list-numbers.ts";
import { listSubscribedApps } from "../operations/graph/list-subscribed-apps.ts";
import { listSubscriptions } from "../operations/graph/list-subscriptions.ts";
import { listTemplates } from "../operations/graph/list-templates.ts";
import { sendMessage } from "../operations/graph/send-message.ts";
import { subscribeApp } from "../operations/graph/subscribe-app.ts";
import { subscribeCallback } from "../operations/graph/subscribe-callback.ts";
import { unsubscribeApp } from "../operations/graph/unsubscribe-app.ts";
import { unsubscribeCallback } from "../operations/graph/unsubscribe-callback.ts";
import { uploadMedia } from "../operations/graph/upload-media.ts";
import type { Route } from "./match.ts";

/** What is imitated of the Graph API. Capitals stand for ids: a number, an account, an app … */
const IMITATED: readonly Route[] = [
  { name: "POST /PN/messages", operation: sendMessage },
  { name: "POST /PN/media", operation: uploadMedia },
  { name: "GET /MEDIA", operation: getMedia },
  { name: "DELETE /MEDIA", operation: deleteMedia },
  { name: "GET /whatsapp_business/attachments", operation: downloadMedia },
  { name: "GET /PN", operation: getNumber },
  { name: "GET /WABA", operation: getAccount },
  { name: "GET /WABA/phone_numbers", operation: listNumbers },
  { name: "GET /WABA/message_templates", operation: listTemplates },
  { name: "GET /WABA/message_templates/TEMPLATE", operation: getTemplate },
  { name: "GET /TEMPLATE", operation: getTemplate },
  { name: "GET /WABA/subscribed_apps", operation: listSubscribedApps },
  { name: "POST /WABA/subscribed_apps", operation: subscribeApp },
  { name: "DELETE /WABA/subscribed_apps", operation: unsubscribeApp },
  { name: "GET /APP/subscriptions", operation: listSubscriptions },
  { name: "POST /APP/subscriptions", operation: subscribeCallback },
  { name: "DELETE /APP/subscriptions", operation: unsubscribeCallback },
  { name: "GET /debug_token", operation: debugToken },
];

/** What Meta has and the emulator does not imitate yet: each answers 501. */
const KNOWN: readonly string[] = [
  "POST /WABA/message_templates",
  "POST /TEMPLATE",
  "DELETE /WABA/message_templates",
  "POST /WABA/upsert_message_templates",
  "GET /WABA/message_template_previews",
  "GET /message_template_library",
  "GET /TEMPLATE/compare",
  "POST /TEMPLATE/unpause",
  "POST /WABA/migrate_message_templates",
  "POST /WABA/message_templates/archive",
  "POST /WABA/message_templates/unarchive",
  "GET /WABA/template_analytics",
  "GET /WABA/template_group_analytics",
  "GET /WABA/call_analytics",
  "POST /WABA/phone_numbers",
  "POST /PN",
  "POST /PN/register",
  "POST /PN/deregister",
  "POST /PN/request_code",
  "POST /PN/verify_code",
  "GET /PN/settings",
  "POST /PN/settings",
  "GET /PN/whatsapp_business_profile",
  "POST /PN/whatsapp_business_profile",
  "GET /PN/whatsapp_commerce_settings",
  "POST /PN/whatsapp_commerce_settings",
  "GET /PN/whatsapp_business_encryption",
  "POST /PN/whatsapp_business_encryption",
  "GET /PN/block_users",
  "POST /PN/block_users",
  "DELETE /PN/block_users",
  "GET /PN/message_qrdls",
  "POST /PN/message_qrdls",
  "GET /PN/message_qrdls/QR",
  "POST /PN/message_qrdls/QR",
  "DELETE /PN/message_qrdls/QR",
  "POST /PN/conversational_automation",
  "GET /PN/username",
  "POST /PN/username",
  "DELETE /PN/username",
  "GET /PN/username_suggestions",
  "POST /WABA",
  "GET /BUSINESS/owned_whatsapp_business_accounts",
  "GET /BUSINESS/client_whatsapp_business_accounts",
  "POST /PN/smb_app_data",
  "POST /PN/marketing_messages",
  "GET /WABA/flows",
  "POST /WABA/flows",
  "POST /WABA/migrate_flows",
  "GET /FLOW",
  "POST /FLOW",
  "DELETE /FLOW",
  "GET /FLOW/assets",
  "POST /FLOW/assets",
  "POST /FLOW/publish",
  "POST /FLOW/deprecate",
  "POST /PN/calls",
  "GET /PN/call_permissions",
  "GET /PN/groups",
  "POST /PN/groups",
  "GET /GROUP",
  "POST /GROUP",
  "DELETE /GROUP",
  "GET /GROUP/invite_link",
  "POST /GROUP/invite_link",
  "DELETE /GROUP/participants",
  "GET /GROUP/join_requests",
  "POST /GROUP/join_requests",
  "DELETE /GROUP/join_requests",
  "GET /oauth/access_token",
  "POST /oauth/access_token",
  "POST /APP/uploads",
  "GET /UPLOAD",
  "POST /UPLOAD",
  "GET /me",
  "GET /APP",
];

export const GRAPH_ROUTES: readonly Route[] = [...IMITATED, ...KNOWN.map((name) => ({ name }))];
