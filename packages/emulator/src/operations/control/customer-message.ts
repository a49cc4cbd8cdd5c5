import { z } from "zod";
import { withPermission } from "../../calls/permission-reply.ts";
import { customerWritesInGroup } from "../../groups/customer-writes-in-group.ts";
import { type Json, objectIn } from "../../json.ts";
import { customerMedia } from "../../media/customer-media.ts";
import { isMediaKind } from "../../media/media-kind.ts";
import { customerWrites } from "../../messages/customer-writes.ts";
import { ownEntry } from "../../own-entry.ts";
import type { Answer, Call } from "../../server/call.ts";
import { invalidBody, refusal } from "../../server/control-answer.ts";
import { groupById } from "../../world/group.ts";
import type { BusinessNumber } from "../../world/world.ts";
import { NO_PHONE, numberWrittenTo, phoneInPath } from "./phone-in-path.ts";

const Writing = z.looseObject({
  type: z.string().regex(/^[a-z][a-z_]*$/),
  /** The group it is written in. */
  group: z.string().optional(),
  /** The business number it goes to, if the world has several. */
  number: z.string().optional(),
  device: z.enum(["phone", "web"]).optional(),
  context: z.looseObject({}).optional(),
  referral: z.looseObject({}).optional(),
});

/** `POST /emulator/customers/PHONE/messages`: the customer writes. */
export function customerMessage(call: Call): Answer {
  const phone = phoneInPath(call);
  if (phone === undefined) return NO_PHONE;
  const read = Writing.safeParse(call.body);
  if (!read.success) return invalidBody(read.error);
  const { type, number: numberId, group: groupId, device, ...content } = read.data;
  const number = numberWrittenTo(call, numberId);
  if (number === undefined) return refusal(404, "not_found", "number: no such business number");
  const fault = contentFault(type, ownEntry(content, type));
  if (fault !== undefined) return refusal(400, "invalid", fault);
  const { from: _from, id: _id, timestamp: _timestamp, ...written } = content;
  const notice = noticeFrom(call, number, type, written);
  if ("fault" in notice) return refusal(400, "invalid", notice.fault);
  if (groupId !== undefined) return writeInGroup(call, groupId, phone, type, notice.notice);
  const message = customerWrites(call.platform, number, phone, {
    type,
    notice: withPermission(call.platform, number, phone, notice.notice),
    device,
  });
  return { status: 200, body: { id: message.id } };
}

function writeInGroup(
  { platform }: Call,
  groupId: string,
  phone: string,
  type: string,
  notice: Json,
): Answer {
  const group = groupById(platform.world, groupId);
  const number = ownEntry(platform.world.numbers, group?.numberId ?? "");
  if (group?.participants.includes(phone) !== true || number === undefined) {
    return refusal(404, "not_found", "group: the customer is in no such group");
  }
  const { id } = customerWritesInGroup(platform, number, group, { phone, type, notice });
  return { status: 200, body: { id } };
}

/** The message as its webhook will have it: a file gets an id. */
function noticeFrom(
  call: Call,
  number: BusinessNumber,
  type: string,
  written: Json,
): { readonly notice: Json } | { readonly fault: string } {
  const content = objectIn(written[type]);
  if (!isMediaKind(type) || content === undefined) return { notice: written };
  const media = customerMedia(call, number, type, content);
  return media.ok ? { notice: { ...written, [type]: media.content } } : { fault: media.what };
}

/** Every type but a few has an object (or a list) under its own name; a text has a body. */
function contentFault(type: string, content: unknown): string | undefined {
  if (WITHOUT_CONTENT.has(type)) return undefined;
  if (typeof content !== "object" || content === null) return `${type}: the content is missing`;
  const body: unknown = Reflect.get(content, "body");
  if (type === "text" && (typeof body !== "string" || body === "")) {
    return "text.body: a text says something";
  }
  return undefined;
}

const WITHOUT_CONTENT: ReadonlySet<string> = new Set(["unsupported", "request_welcome"]);
