import { debugToken } from "../operations/graph/debug-token.ts";
import { deleteMedia } from "../operations/graph/delete-media.ts";
import { downloadMedia } from "../operations/graph/download-media.ts";
import { getAccount } from "../operations/graph/get-account.ts";
import { getMedia } from "../operations/graph/get-media.ts";
import { getNumber } from "../operations/graph/get-number.ts";
import { listNumbers } from "../operations/graph/list-numbers.ts";
import { listSubscribedApps } from "../operations/graph/list-subscribed-apps.ts";
import { listSubscriptions } from "../operations/graph/list-subscriptions.ts";
import { sendMessage } from "../operations/graph/send-message.ts";
import { subscribeApp } from "../operations/graph/subscribe-app.ts";
import { subscribeCallback } from "../operations/graph/subscribe-callback.ts";
import { unsubscribeApp } from "../operations/graph/unsubscribe-app.ts";
import { unsubscribeCallback } from "../operations/graph/unsubscribe-callback.ts";
import { uploadMedia } from "../operations/graph/upload-media.ts";
import { BUSINESS_ROUTES } from "./business-routes.ts";
import type { Route } from "./match.ts";
import { TEMPLATE_ROUTES } from "./template-routes.ts";

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
  { name: "GET /WABA/subscribed_apps", operation: listSubscribedApps },
  { name: "POST /WABA/subscribed_apps", operation: subscribeApp },
  { name: "DELETE /WABA/subscribed_apps", operation: unsubscribeApp },
  { name: "GET /APP/subscriptions", operation: listSubscriptions },
  { name: "POST /APP/subscriptions", operation: subscribeCallback },
  { name: "DELETE /APP/subscriptions", operation: unsubscribeCallback },
  { name: "GET /debug_token", operation: debugToken },
];

/** What Meta has and the emulator does not imitate: each answers 501. */
const KNOWN: readonly string[] = [
  "GET /WABA/template_groups",
  "POST /WABA/template_groups",
  "GET /WABA/template_group_analytics",
];

export const GRAPH_ROUTES: readonly Route[] = [
  ...IMITATED,
  ...TEMPLATE_ROUTES,
  ...BUSINESS_ROUTES,
  ...KNOWN.map((name) => ({ name })),
];
