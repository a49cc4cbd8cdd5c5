import { type GraphError, graphError, type SendRequest } from "@casement/cloud-api";
import { acceptGroupMessage } from "../../groups/group-message.ts";
import { newWamid } from "../../ids.ts";
import { mediaInSend } from "../../media/media-in-send.ts";
import { mediaVerdict } from "../../media/unfit-media.ts";
import { contentOfSend } from "../../messages/content-of-send.ts";
import { ownEntry } from "../../own-entry.ts";
import type { Answer, Call } from "../../server/call.ts";
import { type Group, groupById } from "../../world/group.ts";
import { isWindowOpen, threadOf } from "../../world/thread.ts";
import type { BusinessNumber } from "../../world/world.ts";

/** A message to a group, or a message in it that is pinned. */
export function sendToGroup(call: Call, number: BusinessNumber, send: SendRequest): Answer {
  const { platform } = call;
  const { world, clock } = platform;
  const group = groupById(world, send.to ?? "");
  if (group === undefined || group.numberId !== number.id) {
    return graphError(131_009, { details: "to: not a group of this phone number" });
  }
  if (send.type === "pin") return pinInGroup(call, group, send.pin.message_id);
  const fault = typeFault(send);
  if (fault !== undefined) return fault;
  const content = contentOfSend(world, number, send);
  if ("error" in content) return content.error;
  if (content.template?.category === "AUTHENTICATION") return NOT_IN_GROUPS;
  const now = clock.now();
  const verdict = mediaVerdict({ world, number, now }, mediaInSend(send));
  if ("error" in verdict) return verdict.error;
  const isOpen = isWindowOpen(threadOf(world, number.id, group.id), now);
  const { id } = acceptGroupMessage(platform, number, group, { send, content, isOpen });
  return answerOf(group, id);
}

/** The pin is a message of its own, of which nothing more is heard. */
function pinInGroup({ platform }: Call, group: Group, messageId: string): Answer {
  const { world } = platform;
  const isKnown =
    ownEntry(world.groupMessages, messageId)?.groupId === group.id ||
    threadOf(world, group.numberId, group.id).messages.includes(messageId);
  if (!isKnown) return graphError(131_009, { details: "message_id: no such message in the group" });
  const { phone } = world.numbers[group.numberId] ?? { phone: "" };
  return answerOf(group, newWamid(platform.ids, phone, "business"));
}

function typeFault({ type }: SendRequest): GraphError | undefined {
  return TYPES.has(type) ? undefined : NOT_IN_GROUPS;
}

function answerOf({ id: groupId }: Group, id: string): Answer {
  const contacts = [{ input: groupId, wa_id: groupId }];
  return { status: 200, body: { messaging_product: "whatsapp", contacts, messages: [{ id }] } };
}

const TYPES: ReadonlySet<string> = new Set([
  "text",
  "image",
  "video",
  "audio",
  "document",
  "sticker",
  "location",
  "contacts",
  "template",
]);

const NOT_IN_GROUPS: GraphError = graphError(131_051, {
  details: "Message type is not supported for groups.",
});
