import { graphError } from "@casement/cloud-api";
import { objectIn, textIn } from "../../json.ts";
import type { Answer, Call } from "../../server/call.ts";
import { notAmong } from "../../server/parameter-fault.ts";
import { templateNamed } from "../../world/template.ts";
import { numberIn } from "./nodes.ts";
import { takeMessage } from "./send-message.ts";

/** `POST /PN/marketing_messages`: a marketing template by the API that optimises who gets it. */
export function sendMarketingMessage(call: Call): Answer {
  const { platform, parameters, body } = call;
  const policy = parameters["product_policy"];
  if (policy !== undefined && policy !== null && !POLICIES.includes(String(policy))) {
    return notAmong("product_policy", POLICIES, policy);
  }
  const sent = objectIn(body);
  if (sent?.["type"] !== undefined && sent["type"] !== "template") return graphError(131_055);
  const template = objectIn(sent?.["template"]);
  const name = textIn(template?.["name"]) ?? "";
  const language = textIn(objectIn(template?.["language"])?.["code"]) ?? "";
  const { accountId } = numberIn(call);
  const known = templateNamed(platform.world, accountId, name, language);
  if (known !== undefined && known.category !== "MARKETING") return graphError(134_100);
  return takeMessage(call, "marketing_messages");
}

const POLICIES: readonly string[] = ["CLOUD_API_FALLBACK", "STRICT"];
