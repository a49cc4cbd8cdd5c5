import { graphError } from "@casement/cloud-api";
import { newMediumId } from "../../ids.ts";
import { phoneFromText } from "../../phone-number.ts";
import type { Answer, Call } from "../../server/call.ts";
import { missing, wordIn, wrong } from "../../server/parameter-fault.ts";
import { changeSettings, settingsOf } from "../../world/number-settings.ts";
import { registrationFrom } from "../../world/registration.ts";
import type { BusinessNumber } from "../../world/world.ts";
import { accountIn } from "./nodes.ts";

/**
 * `POST /WABA/phone_numbers`: a further number for the account. It must be verified and registered
 * before it can send, and takes no calls until they are switched on.
 */
export function addNumber(call: Call): Answer {
  const { platform, parameters } = call;
  const { world } = platform;
  const cc = wordIn(parameters["cc"] ?? parameters["country_code"])?.replace("+", "");
  const rest = wordIn(parameters["phone_number"]);
  const name = wordIn(parameters["verified_name"]);
  if (cc === undefined) return missing("cc");
  if (rest === undefined) return missing("phone_number");
  if (name === undefined) return missing("verified_name");
  const digits = rest.replace(/\D/g, "");
  const phone = phoneFromText(`${cc}${digits}`);
  if (phone === undefined) return wrong("phone_number", "is not a valid phone number.");
  if (Object.values(world.numbers).some((number) => number.phone === phone)) return TAKEN;
  const number: BusinessNumber = {
    id: newMediumId(platform.ids),
    accountId: accountIn(call).id,
    phone,
    display: `+${cc} ${digits}`,
    verifiedName: name,
    quality: "UNKNOWN",
    throughput: "STANDARD",
    limitTier: "TIER_250",
  };
  world.numbers[number.id] = number;
  world.registrations[number.id] = registrationFrom({ isReady: false });
  const { calling } = settingsOf(world, number);
  changeSettings(world, number, { calling: { ...calling, status: "DISABLED" } });
  return { status: 200, body: { id: number.id } };
}

const TAKEN: Answer = graphError(100, {
  message: "(#100) Invalid parameter",
  subcode: 2_388_103,
  userTitle: "Phone number can't be added",
  userMessage: "This phone number is already registered to a WhatsApp Business account.",
});
