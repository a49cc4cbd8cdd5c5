import { type GraphError, graphError } from "@casement/cloud-api";
import { planGroupChange } from "../../groups/group-change.ts";
import { newGroupId, newLowerHex } from "../../ids.ts";
import type { Json } from "../../json.ts";
import type { Platform } from "../../platform.ts";
import { type Answer, type Call, SUCCESS } from "../../server/call.ts";
import { page } from "../../server/paging.ts";
import {
  missing,
  notAmong,
  objectsIn,
  productFault,
  tooLong,
  wordIn,
} from "../../server/parameter-fault.ts";
import { secondsText } from "../../webhooks/status-notice.ts";
import { type Group, groupById, groupsOf } from "../../world/group.ts";
import { customerNamed } from "../../world/named-customer.ts";
import { numberIn } from "./nodes.ts";

/** `POST /PN/groups`: makes a group. Its id and its link come in a webhook. */
export function createGroup(call: Call): Answer {
  const { platform, parameters } = call;
  const subject = wordIn(parameters["subject"])?.trim();
  const approval = wordIn(parameters["join_approval_mode"]) ?? "auto_approve";
  const fault = productFault(parameters) ?? settingsFault(parameters);
  if (fault !== undefined) return fault;
  if (subject === undefined) return missing("subject");
  if (!isApproval(approval)) return notAmong("join_approval_mode", APPROVALS, approval);
  const number = numberIn(call);
  const group: Group = {
    id: newGroupId(platform.ids),
    numberId: number.id,
    createdAt: platform.clock.now(),
    subject,
    description: wordIn(parameters["description"]) ?? null,
    joinApproval: approval,
    inviteLink: newInviteLink(platform),
    participants: [],
    requests: [],
  };
  platform.world.groups[group.id] = group;
  const requestId = newLowerHex(platform.ids, REQUEST_ID_LENGTH);
  planGroupChange(platform, group, "group_lifecycle_update", {
    type: "group_create",
    request_id: requestId,
    subject,
    ...(group.description !== null && { description: group.description }),
    invite_link: group.inviteLink,
    join_approval_mode: approval,
  });
  return requested(requestId);
}

/** `GET /PN/groups`: the groups of a number. */
export function listGroups(call: Call): Answer {
  const groups = groupsOf(call.platform.world, numberIn(call).id).map((group) => ({
    id: group.id,
    subject: group.subject,
    created_at: secondsText(group.createdAt),
  }));
  const { data, paging } = page(call, groups);
  return { status: 200, body: { data: { groups: data }, ...(paging !== undefined && { paging }) } };
}

/** `GET /GROUP`: a group and who is in it. */
export function getGroup(call: Call): Answer {
  const group = groupIn(call);
  return {
    status: 200,
    body: {
      messaging_product: "whatsapp",
      id: group.id,
      subject: group.subject,
      creation_timestamp: secondsText(group.createdAt),
      suspended: false,
      ...(group.description !== null && { description: group.description }),
      total_participant_count: group.participants.length + 1,
      participants: group.participants.map((phone) => ({ wa_id: phone })),
      join_approval_mode: group.joinApproval,
    },
  };
}

/** `POST /GROUP`: another subject or description. What was taken of it comes in a webhook. */
export function changeGroup(call: Call): Answer {
  const { platform, parameters } = call;
  const group = groupIn(call);
  const fault = productFault(parameters) ?? settingsFault(parameters);
  if (fault !== undefined) return fault;
  const subject = wordIn(parameters["subject"])?.trim();
  const description = wordIn(parameters["description"]);
  if (subject === undefined && description === undefined && call.file === undefined) {
    return missing("subject");
  }
  if (subject !== undefined) group.subject = subject;
  if (description !== undefined) group.description = description;
  const requestId = newLowerHex(platform.ids, REQUEST_ID_LENGTH);
  planGroupChange(platform, group, "group_settings_update", {
    type: "group_settings_update",
    request_id: requestId,
    ...(subject !== undefined && { group_subject: { text: subject, update_successful: true } }),
    ...(description !== undefined && {
      group_description: { text: description, update_successful: true },
    }),
    ...(call.file !== undefined && { profile_picture: { update_successful: true } }),
  });
  return requested(requestId);
}

/** `DELETE /GROUP`: everybody is put out, and the group is gone. */
export function deleteGroup(call: Call): Answer {
  const { platform } = call;
  const group = groupIn(call);
  delete platform.world.groups[group.id];
  const requestId = newLowerHex(platform.ids, REQUEST_ID_LENGTH);
  planGroupChange(platform, group, "group_lifecycle_update", {
    type: "group_delete",
    request_id: requestId,
  });
  return requested(requestId);
}

/** `GET /GROUP/invite_link`: where customers join. */
export function getInviteLink(call: Call): Answer {
  return linkAnswer(groupIn(call));
}

/** `POST /GROUP/invite_link`: another link; the old one leads nowhere. */
export function resetInviteLink(call: Call): Answer {
  const fault = productFault(call.parameters);
  if (fault !== undefined) return fault;
  const group = groupIn(call);
  group.inviteLink = newInviteLink(call.platform);
  return linkAnswer(group);
}

/** `DELETE /GROUP/invite_link`: no link leads there any more, until another is made. */
export function deleteInviteLink(call: Call): Answer {
  groupIn(call).inviteLink = newInviteLink(call.platform);
  return SUCCESS;
}

/** `DELETE /GROUP/participants`: puts customers out. */
export function removeParticipants(call: Call): Answer {
  const { platform, parameters } = call;
  const group = groupIn(call);
  const fault = productFault(parameters);
  if (fault !== undefined) return fault;
  const wanted = objectsIn(parameters["participants"]);
  if (wanted.length === 0) return missing("participants");
  const named = wanted.map((one) => {
    const input = wordIn(one["user"]) ?? wordIn(one["user_id"]) ?? "";
    return { input, wa_id: customerNamed(platform.world, input)?.phone };
  });
  const [removed, failed] = [
    named.filter(({ wa_id: phone }) => phone !== undefined && group.participants.includes(phone)),
    named.filter(({ wa_id: phone }) => phone === undefined || !group.participants.includes(phone)),
  ];
  const gone = new Set(removed.map(({ wa_id: phone }) => phone));
  group.participants = group.participants.filter((phone) => !gone.has(phone));
  const requestId = newLowerHex(platform.ids, REQUEST_ID_LENGTH);
  planGroupChange(platform, group, "group_participants_update", {
    type: "group_participants_remove",
    request_id: requestId,
    initiated_by: "business",
    ...(removed.length > 0 && { removed_participants: removed }),
    ...(failed.length > 0 && { failed_participants: failed.map(withNotInGroup) }),
  });
  return requested(requestId);
}

function withNotInGroup({ input }: { input: string }): Json {
  const title = "Participant not found";
  return {
    input,
    errors: [{ code: 131_204, title, message: title, error_data: { details: "not in the group" } }],
  };
}

export function groupIn({ platform, path }: Call): Group {
  const group = groupById(platform.world, path["GROUP"] ?? "");
  if (group === undefined) throw new Error("the route needs a group in its path");
  return group;
}

function requested(requestId: string): Answer {
  return { status: 200, body: { messaging_product: "whatsapp", request_id: requestId } };
}

function linkAnswer({ inviteLink }: Group): Answer {
  return { status: 200, body: { messaging_product: "whatsapp", invite_link: inviteLink } };
}

function newInviteLink(platform: Platform): string {
  return `https://chat.whatsapp.com/${platform.ids.text(LINK_LENGTH, LINK_ALPHABET)}`;
}

function settingsFault({ subject, description }: Json): GraphError | undefined {
  const text = wordIn(subject);
  if (subject !== undefined && text?.trim() === "") {
    return graphError(131_009, { details: "subject: cannot be empty" });
  }
  if ((text?.length ?? 0) > SUBJECT_LENGTH_MAX) return tooLong("subject", SUBJECT_LENGTH_MAX);
  return (wordIn(description)?.length ?? 0) > DESCRIPTION_LENGTH_MAX
    ? tooLong("description", DESCRIPTION_LENGTH_MAX)
    : undefined;
}

function isApproval(word: string): word is Group["joinApproval"] {
  return APPROVALS.includes(word);
}

const APPROVALS: readonly string[] = ["auto_approve", "approval_required"];
const SUBJECT_LENGTH_MAX = 128;
const DESCRIPTION_LENGTH_MAX = 2_048;
const REQUEST_ID_LENGTH = 32;
const LINK_LENGTH = 22;
const LINK_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
