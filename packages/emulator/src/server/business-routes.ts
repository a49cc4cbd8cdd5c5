import { giveAccessToken } from "../operations/graph/access-token.ts";
import { addNumber } from "../operations/graph/add-number.ts";
import { getCallAnalytics, getTemplateAnalytics } from "../operations/graph/analytics.ts";
import { requestAppData } from "../operations/graph/app-data.ts";
import { getApp, getMe } from "../operations/graph/app-nodes.ts";
import { setAutomation } from "../operations/graph/automation.ts";
import { blockUsers, listBlockedUsers, unblockUsers } from "../operations/graph/block-users.ts";
import { actOnCall, getCallPermissions } from "../operations/graph/calls.ts";
import { changeAccount } from "../operations/graph/change-account.ts";
import { changeNumber } from "../operations/graph/change-number.ts";
import {
  changeFlow,
  createFlow,
  deleteFlow,
  deprecateFlow,
  getFlow,
  listFlowAssets,
  listFlows,
  migrateFlows,
  publishFlow,
  uploadFlowAsset,
} from "../operations/graph/flows.ts";
import {
  changeGroup,
  createGroup,
  deleteGroup,
  deleteInviteLink,
  getGroup,
  getInviteLink,
  listGroups,
  removeParticipants,
  resetInviteLink,
} from "../operations/graph/groups.ts";
import {
  approveJoinRequests,
  listJoinRequests,
  rejectJoinRequests,
} from "../operations/graph/join-requests.ts";
import { listOwnAccounts, listSharedAccounts } from "../operations/graph/list-accounts.ts";
import { sendMarketingMessage } from "../operations/graph/marketing-messages.ts";
import { changeProfile, getProfile } from "../operations/graph/profile.ts";
import {
  createQrCode,
  deleteQrCode,
  getQrCode,
  listQrCodes,
  updateQrCode,
} from "../operations/graph/qr-codes.ts";
import { deregisterNumber, registerNumber } from "../operations/graph/register-number.ts";
import {
  changeCommerceSettings,
  changeNumberSettings,
  getCommerceSettings,
  getEncryption,
  getSettings,
  setEncryption,
} from "../operations/graph/settings.ts";
import { beginUpload, continueUpload, getUpload } from "../operations/graph/uploads.ts";
import {
  deleteUsername,
  getUsername,
  setUsername,
  suggestUsernames,
} from "../operations/graph/username.ts";
import { requestCode, verifyCode } from "../operations/graph/verify-number.ts";
import type { Route } from "./match.ts";

/** What a business sets up and looks after: its numbers, its account, its app. */
export const BUSINESS_ROUTES: readonly Route[] = [
  { name: "POST /WABA/phone_numbers", operation: addNumber },
  { name: "POST /PN", operation: changeNumber },
  { name: "POST /PN/register", operation: registerNumber },
  { name: "POST /PN/deregister", operation: deregisterNumber },
  { name: "POST /PN/request_code", operation: requestCode },
  { name: "POST /PN/verify_code", operation: verifyCode },
  { name: "GET /PN/settings", operation: getSettings },
  { name: "POST /PN/settings", operation: changeNumberSettings },
  { name: "GET /PN/whatsapp_business_profile", operation: getProfile },
  { name: "POST /PN/whatsapp_business_profile", operation: changeProfile },
  { name: "GET /PN/whatsapp_commerce_settings", operation: getCommerceSettings },
  { name: "POST /PN/whatsapp_commerce_settings", operation: changeCommerceSettings },
  { name: "GET /PN/whatsapp_business_encryption", operation: getEncryption },
  { name: "POST /PN/whatsapp_business_encryption", operation: setEncryption },
  { name: "GET /PN/block_users", operation: listBlockedUsers },
  { name: "POST /PN/block_users", operation: blockUsers },
  { name: "DELETE /PN/block_users", operation: unblockUsers },
  { name: "GET /PN/message_qrdls", operation: listQrCodes },
  { name: "POST /PN/message_qrdls", operation: createQrCode },
  { name: "GET /PN/message_qrdls/QR", operation: getQrCode },
  { name: "POST /PN/message_qrdls/QR", operation: updateQrCode },
  { name: "DELETE /PN/message_qrdls/QR", operation: deleteQrCode },
  { name: "POST /PN/conversational_automation", operation: setAutomation },
  { name: "GET /PN/username", operation: getUsername },
  { name: "POST /PN/username", operation: setUsername },
  { name: "DELETE /PN/username", operation: deleteUsername },
  { name: "GET /PN/username_suggestions", operation: suggestUsernames },
  { name: "POST /WABA", operation: changeAccount },
  { name: "GET /BUSINESS/owned_whatsapp_business_accounts", operation: listOwnAccounts },
  { name: "GET /BUSINESS/client_whatsapp_business_accounts", operation: listSharedAccounts },
  { name: "GET /oauth/access_token", operation: giveAccessToken },
  { name: "POST /oauth/access_token", operation: giveAccessToken },
  { name: "POST /APP/uploads", operation: beginUpload },
  { name: "GET /UPLOAD", operation: getUpload },
  { name: "POST /UPLOAD", operation: continueUpload },
  { name: "POST /PN/marketing_messages", operation: sendMarketingMessage },
  { name: "POST /PN/smb_app_data", operation: requestAppData },
  { name: "GET /WABA/template_analytics", operation: getTemplateAnalytics },
  { name: "GET /WABA/call_analytics", operation: getCallAnalytics },
  { name: "GET /WABA/flows", operation: listFlows },
  { name: "POST /WABA/flows", operation: createFlow },
  { name: "POST /WABA/migrate_flows", operation: migrateFlows },
  { name: "GET /FLOW", operation: getFlow },
  { name: "POST /FLOW", operation: changeFlow },
  { name: "DELETE /FLOW", operation: deleteFlow },
  { name: "GET /FLOW/assets", operation: listFlowAssets },
  { name: "POST /FLOW/assets", operation: uploadFlowAsset },
  { name: "POST /FLOW/publish", operation: publishFlow },
  { name: "POST /FLOW/deprecate", operation: deprecateFlow },
  { name: "POST /PN/calls", operation: actOnCall },
  { name: "GET /PN/call_permissions", operation: getCallPermissions },
  { name: "GET /PN/groups", operation: listGroups },
  { name: "POST /PN/groups", operation: createGroup },
  { name: "GET /GROUP", operation: getGroup },
  { name: "POST /GROUP", operation: changeGroup },
  { name: "DELETE /GROUP", operation: deleteGroup },
  { name: "GET /GROUP/invite_link", operation: getInviteLink },
  { name: "POST /GROUP/invite_link", operation: resetInviteLink },
  { name: "DELETE /GROUP/invite_link", operation: deleteInviteLink },
  { name: "DELETE /GROUP/participants", operation: removeParticipants },
  { name: "GET /GROUP/join_requests", operation: listJoinRequests },
  { name: "POST /GROUP/join_requests", operation: approveJoinRequests },
  { name: "DELETE /GROUP/join_requests", operation: rejectJoinRequests },
  { name: "GET /me", operation: getMe },
  { name: "GET /APP", operation: getApp },
];
