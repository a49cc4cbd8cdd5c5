import { type GraphError, graphError } from "@casement/cloud-api";
import { HOUR_MS, type Instant } from "@casement/engine";
import { textIn } from "../../json.ts";
import { type Answer, type Call, SUCCESS } from "../../server/call.ts";
import { missing, productFault, wordIn, wrong } from "../../server/parameter-fault.ts";
import { type Registration, registrationOf } from "../../world/registration.ts";
import { numberIn } from "./nodes.ts";

/**
 * `POST /PN/register`: lets the number send. The first PIN sets two-step verification up; from then
 * on it must be given again.
 */
export function registerNumber(call: Call): Answer {
  const { platform, parameters } = call;
  const now = platform.clock.now();
  const registration = registrationOf(platform.world, numberIn(call));
  const pin = wordIn(parameters["pin"]);
  const fault = productFault(parameters) ?? pinFault(pin) ?? turnFault(registration, now);
  if (fault !== undefined) return fault;
  if (!registration.isVerified) return graphError(133_006);
  const wrongPin = wrongPinFault(registration, pin ?? "", now);
  if (wrongPin !== undefined) return wrongPin;
  registration.isRegistered = true;
  registration.pin = pin ?? null;
  registration.dataRegion = textIn(parameters["data_localization_region"]) ?? null;
  return SUCCESS;
}

/** `POST /PN/deregister`: it sends no more, and may be registered again. */
export function deregisterNumber(call: Call): Answer {
  const registration = registrationOf(call.platform.world, numberIn(call));
  const fault = turnFault(registration, call.platform.clock.now());
  if (fault !== undefined) return fault;
  if (!registration.isRegistered) return graphError(133_010);
  registration.isRegistered = false;
  return SUCCESS;
}

export function pinFault(pin: string | undefined): GraphError | undefined {
  if (pin === undefined) return missing("pin");
  return /^\d{6}$/.test(pin) ? undefined : wrong("pin", "must be a 6-digit number.");
}

/** Every call counts, those that fail too: ten in 72 hours. */
function turnFault(registration: Registration, now: Instant): GraphError | undefined {
  registration.turns = registration.turns.filter((at) => at > now - TURNS_SPAN_MS);
  if (registration.turns.length >= TURNS_MAX) return graphError(133_016);
  registration.turns.push(now);
  return undefined;
}

function wrongPinFault(
  registration: Registration,
  pin: string,
  now: Instant,
): GraphError | undefined {
  registration.wrongPins = registration.wrongPins.filter((at) => at > now - HOUR_MS);
  if (registration.wrongPins.length >= GUESSES_MAX) return graphError(133_008);
  if (registration.pin === null || registration.pin === pin) return undefined;
  registration.wrongPins.push(now);
  return graphError(133_005);
}

const TURNS_MAX = 10;
const TURNS_SPAN_MS: number = 72 * HOUR_MS;
/** Meta names no figure: wrong PINs in an hour. */
const GUESSES_MAX = 5;
