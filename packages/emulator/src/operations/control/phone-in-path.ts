import { ownEntry } from "../../own-entry.ts";
import { phoneFromText } from "../../phone-number.ts";
import type { Answer, Call } from "../../server/call.ts";
import { refusal } from "../../server/control-answer.ts";
import { phoneMeant } from "../../world/dialled-phone.ts";
import type { BusinessNumber } from "../../world/world.ts";

/** The customer's phone that the path names, in whichever writing. */
export function phoneInPath({ platform, path }: Call): string | undefined {
  const digits = phoneFromText(path["PHONE"] ?? "");
  return digits && phoneMeant(platform.world, digits);
}

export const NO_PHONE: Answer = refusal(
  400,
  "invalid",
  "the path must name a phone number with its country's code, 7 to 15 digits",
);

/** The business number a customer writes to: the one asked for, else the world's first. */
export function numberWrittenTo(call: Call, id: string | undefined): BusinessNumber | undefined {
  const { numbers } = call.platform.world;
  return id === undefined ? Object.values(numbers)[0] : ownEntry(numbers, id);
}
