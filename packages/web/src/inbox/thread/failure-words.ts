import type { MessageShape } from "@casement/hub/api";

/** Why a message did not go, and what can be done about it. */
export interface Failure {
  readonly what: string;
  readonly remedy: string;
}

export function failureOf(error: NonNullable<MessageShape["error"]>): Failure {
  // What the gate refused begins with "Not sent" already, and ends in the rule that said so.
  const reason = error.title
    .replace(/^Not sent: /, "")
    .replace(/( \(\w+\))?[.\s]*$/, "")
    .replace(/\.$/, "");
  return {
    what: `Not sent: ${reason}.`,
    remedy: REMEDIES.get(error.remedy) ?? error.remedy,
  };
}

/** The remedies of the error table, as sentences. */
const REMEDIES: ReadonlyMap<string, string> = new Map([
  ["wait", "Wait a little, then send it again."],
  ["slow_down", "Too much was sent at once. Send it again in a minute."],
  ["use_template", "Send a template: only the customer's answer opens the window again."],
  ["fix_template", "Something in the template is not right. Mend it in WhatsApp Manager."],
  ["fix_account", "The account needs somebody’s hand: a token, a payment or a registration."],
  ["fix_request", "Something in the message is not right. Change it and send it again."],
  ["give_up", "Sending it again will not help."],
]);
