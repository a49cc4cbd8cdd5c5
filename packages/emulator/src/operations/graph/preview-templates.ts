import { graphError, TEMPLATE_LANGUAGES } from "@casement/cloud-api";
import { withoutAbsent } from "../../json.ts";
import type { Answer, Call } from "../../server/call.ts";
import { flagIn, listIn, missing, notAmong, wordIn } from "../../server/parameter-fault.ts";
import { authenticationPreview } from "../../templates/authentication-text.ts";

/** `GET /WABA/message_template_previews`: what Meta would write into an authentication template. */
export function previewTemplates({ parameters }: Call): Answer {
  const category = wordIn(parameters["category"])?.toUpperCase();
  if (category === undefined) return missing("category");
  if (category !== "AUTHENTICATION") return notAmong("category", ["AUTHENTICATION"], category);
  const buttons = wordsIn(parameters["button_types"]).map((word) => word.toUpperCase());
  if (buttons.length === 0) return missing("button_types");
  const stray = buttons.find((word) => word !== "OTP");
  if (stray !== undefined) return notAmong("button_types", ["OTP"], stray);
  const minutes = wordIn(parameters["code_expiration_minutes"]);
  if (minutes !== undefined && !isMinutes(Number(minutes))) return graphError(100);
  const asked = wordsIn(parameters["languages"] ?? parameters["language"]);
  const languages = asked.length === 0 ? [...TEMPLATE_LANGUAGES.keys()] : asked;
  const unknown = languages.find((language) => !TEMPLATE_LANGUAGES.has(language));
  if (unknown !== undefined) {
    return notAmong("languages", [...TEMPLATE_LANGUAGES.keys()], unknown);
  }
  const data = languages.map((language) => {
    const { body, footer, copy, autofill } = authenticationPreview({
      language,
      addsSecurity: flagIn(parameters["add_security_recommendation"]) === true,
      expiresAfterMinutes: minutes === undefined ? undefined : Number(minutes),
    });
    const button = { autofill_text: autofill, text: copy };
    return withoutAbsent({ body, buttons: [button], footer, language });
  });
  return { status: 200, body: { data } };
}

/** A list, or words with commas between them. */
function wordsIn(value: unknown): string[] {
  return listIn(value)
    .flatMap((one) => String(one).split(","))
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

function isMinutes(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= 90;
}
