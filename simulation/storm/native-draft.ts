import type { Saying } from "../sayings.ts";

/** The same as `contentOf` says to Meta, as `/api/v1` takes it. */
export function nativeDraftOf(saying: Saying, count: number, wamid: string): object {
  switch (saying) {
    case "text":
      return { kind: "text", text: `Answer ${count}` };
    case "reaction":
      return { kind: "reaction", to: wamid, emoji: "\u{1f44d}" };
    case "utility":
      return template("order_update", [`A-${count}`, "on its way"]);
    case "reminder":
      return template("payment_reminder", [`${count}.00`, "1 March", String(count)]);
    case "authentication":
      return template("verification_code", [String(100_000 + count), String(100_000 + count)]);
    default:
      throw new Error(`nobody says ${saying} in a storm`);
  }
}

function template(name: string, values: readonly string[]): object {
  return { kind: "template", name, language: "en_US", values };
}
