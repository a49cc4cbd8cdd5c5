import { z } from "zod";
import { joinGroup } from "../../groups/join.ts";
import type { Answer, Call } from "../../server/call.ts";
import { invalidBody, refusal } from "../../server/control-answer.ts";
import { customerOf } from "../../world/customer.ts";
import { NO_PHONE, phoneInPath } from "./phone-in-path.ts";

const Wanted = z.strictObject({ link: z.string() });

/** `POST /emulator/customers/PHONE/join`: the customer follows the link of a group. */
export function customerJoins(call: Call): Answer {
  const phone = phoneInPath(call);
  if (phone === undefined) return NO_PHONE;
  const read = Wanted.safeParse(call.body);
  if (!read.success) return invalidBody(read.error);
  const { platform } = call;
  const group = Object.values(platform.world.groups).find(
    ({ inviteLink }) => inviteLink === read.data.link,
  );
  if (group === undefined) return refusal(404, "not_found", "link: it leads to no group");
  customerOf(platform.world, phone);
  const joining = joinGroup(platform, group, phone);
  if (joining === "full") return refusal(409, "full", "the group has eight members");
  return { status: 200, body: { group: group.id, joining } };
}
