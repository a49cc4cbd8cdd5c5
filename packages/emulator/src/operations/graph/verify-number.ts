import { type GraphError, graphError } from "@casement/cloud-api";
import { MINUTE_MS } from "@casement/engine";
import { type Answer, type Call, SUCCESS } from "../../server/call.ts";
import { missing, notAmong, wordIn } from "../../server/parameter-fault.ts";
import { registrationOf } from "../../world/registration.ts";
import { numberIn } from "./nodes.ts";

/**
 * `POST /PN/request_code`: a code of six digits goes to the number's phone. Nobody holds that phone
 * here, so `GET /emulator/numbers` shows the code.
 */
export function requestCode(call: Call): Answer {
  const { platform, parameters } = call;
  const method = wordIn(parameters["code_method"]);
  if (method === undefined) return missing("code_method");
  if (!METHODS.includes(method.toUpperCase())) return notAmong("code_method", METHODS, method);
  if (wordIn(parameters["language"]) === undefined) return missing("language");
  registrationOf(platform.world, numberIn(call)).code = {
    digits: String(CODE_MIN + platform.ids.below(CODE_COUNT)),
    at: platform.clock.now(),
  };
  return SUCCESS;
}

/** `POST /PN/verify_code`: proves that the number is the business's. */
export function verifyCode(call: Call): Answer {
  const { platform, parameters } = call;
  const registration = registrationOf(platform.world, numberIn(call));
  const given = wordIn(parameters["code"])?.replace("-", "");
  if (given === undefined) return missing("code");
  const { code } = registration;
  if (code === null) return wrongCode("No code was requested for this phone number.");
  if (platform.clock.now() >= code.at + CODE_LIFE_MS) return wrongCode("The code has expired.");
  if (given !== code.digits) return wrongCode("The code you entered is incorrect.");
  registration.isVerified = true;
  registration.code = null;
  return SUCCESS;
}

function wrongCode(details: string): GraphError {
  return graphError(136_025, { details });
}

const METHODS: readonly string[] = ["SMS", "VOICE"];
const CODE_MIN = 100_000;
const CODE_COUNT = 900_000;
const CODE_LIFE_MS: number = 10 * MINUTE_MS;
