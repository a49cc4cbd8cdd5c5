import { type GraphError, graphError } from "../graph-error.ts";
import type { CreatedButton, CreatedPart } from "./created-part.ts";
import { missingField, templateError, undocumented, unexpectedField } from "./template-error.ts";

/**
 * What is wrong with the parts of an authentication template, or nothing.
 *
 * Meta writes its words: the parts only say whether to warn, how long the code holds, and which
 * button there is.
 */
export function authenticationFault(parts: readonly CreatedPart[]): GraphError | undefined {
  for (const part of parts) {
    const fault = partFault(part);
    if (fault !== undefined) return fault;
  }
  for (const type of ["BODY", "BUTTONS"]) {
    if (!parts.some((part) => part.type === type)) {
      return templateError(missingField(type, type.toLowerCase()));
    }
  }
  return undefined;
}

function partFault(part: CreatedPart): GraphError | undefined {
  const allowed = FIELDS.get(part.type);
  if (allowed === undefined) {
    const message = `An authentication template can't have a ${part.type}.`;
    return templateError(undocumented(message));
  }
  const stray = Object.keys(part).find((field) => field !== "type" && !allowed.includes(field));
  if (stray !== undefined) return templateError(unexpectedField(part.type, stray));
  if (part.type === "FOOTER") return footerFault(part);
  return part.type === "BUTTONS" ? buttonsFault(part.buttons ?? []) : undefined;
}

function footerFault({ code_expiration_minutes: minutes }: CreatedPart): GraphError | undefined {
  if (minutes === undefined) {
    return templateError(missingField("FOOTER", "code_expiration_minutes"));
  }
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= 90) return undefined;
  return templateError(undocumented("code_expiration_minutes must be from 1 to 90."));
}

function buttonsFault(buttons: readonly CreatedButton[]): GraphError | undefined {
  const [button] = buttons;
  if (button === undefined) return templateError(missingField("BUTTONS", "buttons"));
  if (buttons.length > 1 || button.type !== "OTP") {
    return templateError(undocumented("An authentication template has one button of type OTP."));
  }
  const { otp_type: kind } = button;
  if (kind === undefined) return templateError(missingField("BUTTONS", "otp_type"));
  if (!KINDS.includes(kind)) {
    const words = KINDS.join(", ");
    const message = `(#100) Param otp_type must be one of {${words}} - got "${kind}".`;
    return graphError(100, { message });
  }
  return kind === "COPY_CODE" ? undefined : appsFault(button);
}

/** The code goes to an app by itself: it must be named, by up to five builds. */
function appsFault(button: CreatedButton): GraphError | undefined {
  const { package_name, signature_hash } = button;
  const apps = button.supported_apps ?? [{ package_name, signature_hash }];
  if (apps.length === 0 || apps.length > APPS_MAX) {
    return templateError(missingField("BUTTONS", "supported_apps"));
  }
  for (const app of apps) {
    if ((app.package_name ?? "") === "")
      return templateError(missingField("BUTTONS", "package_name"));
    const hash = decoded(app.signature_hash ?? "");
    if (hash === "") return templateError(missingField("BUTTONS", "signature_hash"));
    if (hash.length !== HASH_LENGTH) {
      return templateError(undocumented(`signature_hash must have ${HASH_LENGTH} characters.`));
    }
  }
  const isZeroTap = button.otp_type === "ZERO_TAP";
  return isZeroTap && button.zero_tap_terms_accepted !== true
    ? templateError(missingField("BUTTONS", "zero_tap_terms_accepted"))
    : undefined;
}

/** Meta's own sample has the hash as it stands in an address. */
function decoded(hash: string): string {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}

const FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  ["BODY", ["add_security_recommendation", "example"]],
  ["FOOTER", ["code_expiration_minutes"]],
  ["BUTTONS", ["buttons"]],
]);
const KINDS: readonly string[] = ["COPY_CODE", "ONE_TAP", "ZERO_TAP"];
const APPS_MAX = 5;
const HASH_LENGTH = 11;
