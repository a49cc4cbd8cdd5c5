import { type GraphError, graphError } from "@casement/cloud-api";
import { callReport } from "../../analytics/call-report.ts";
import {
  conversationReport,
  messageReport,
  pricingReport,
  type Reported,
} from "../../analytics/message-reports.ts";
import { type TemplateReportRequest, templateReport } from "../../analytics/template-report.ts";
import type { Json } from "../../json.ts";
import type { Answer, Call } from "../../server/call.ts";
import { page } from "../../server/paging.ts";
import { listIn, missing, wordIn, wrong } from "../../server/parameter-fault.ts";
import { accountSettingsOf } from "../../world/account-settings.ts";
import { accountIn } from "./nodes.ts";

/** The reports that are fields of an account: each is asked for with what it is of. */
export const REPORTS: Readonly<
  Record<string, (reported: Reported, given: Json) => Json | GraphError>
> = {
  analytics: messageReport,
  conversation_analytics: conversationReport,
  pricing_analytics: pricingReport,
  call_analytics: callReport,
};

/** `GET /WABA/call_analytics`: the report of calls, as an edge. */
export function getCallAnalytics(call: Call): Answer {
  const { world } = call.platform;
  const report = callReport({ world, account: accountIn(call) }, call.parameters);
  return isFault(report) ? report : { status: 200, body: report };
}

/** `GET /WABA/template_analytics`: what came of templates, if that was switched on. */
export function getTemplateAnalytics(call: Call): Answer {
  const { world } = call.platform;
  const account = accountIn(call);
  if (!accountSettingsOf(world, account.id).hasInsights) return SWITCHED_OFF;
  const request = requestFrom(call.parameters);
  if ("status" in request) return request;
  const points = templateReport({ world, account }, request);
  const report = { granularity: "DAILY", product_type: "cloud_api", data_points: points };
  return { status: 200, body: page(call, [report]) };
}

export function isFault(report: Json | GraphError): report is GraphError {
  return typeof report["status"] === "number" && "body" in report;
}

function requestFrom(given: Json): TemplateReportRequest | GraphError {
  const start = Number(wordIn(given["start"]));
  const end = Number(wordIn(given["end"]));
  if (wordIn(given["start"]) === undefined) return missing("start");
  if (wordIn(given["end"]) === undefined) return missing("end");
  if (!Number.isInteger(start) || !Number.isInteger(end) || end <= start) return WRONG_SPAN;
  if (String(given["granularity"]).toUpperCase() !== "DAILY") {
    return wrong("granularity", "must be one of {DAILY}.");
  }
  const templateIds = wordsIn(given["template_ids"]);
  if (templateIds.length === 0) return missing("template_ids");
  if (templateIds.length > TEMPLATES_MAX) {
    return wrong("template_ids", `must have at most ${TEMPLATES_MAX} elements.`);
  }
  const asked = wordsIn(given["metric_types"]).map((word) => word.toUpperCase());
  return { start, end, templateIds, metrics: new Set(asked.length === 0 ? METRICS : asked) };
}

function wordsIn(value: unknown): string[] {
  const parts =
    typeof value === "string" ? value.replace(/[[\]"\s]/g, "").split(",") : listIn(value);
  return parts.map(String).filter((part) => part !== "");
}

const METRICS: readonly string[] = ["COST", "CLICKED", "DELIVERED", "READ", "SENT"];
const TEMPLATES_MAX = 10;

const SWITCHED_OFF: Answer = graphError(200_007, {
  status: 400,
  message: "(#200007) Template Insights is not available yet for this WABA",
});

const WRONG_SPAN: GraphError = graphError(100, {
  message: "(#100) Invalid parameter",
  subcode: 2_388_077,
  userTitle: "Invalid time range",
  userMessage: "start must lie before end, and both must be UNIX timestamps.",
});
