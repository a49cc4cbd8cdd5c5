import {
  type GraphError,
  STATUS_FIXED,
  type TemplateEdit,
  templateError,
} from "@casement/cloud-api";
import { DAY_MS, type Instant, later } from "@casement/engine";
import type { Platform } from "../platform.ts";
import { changeTemplate, type MessageTemplate } from "../world/template.ts";
import { authenticationParts } from "./authentication-text.ts";
import { passVerdict, planReview } from "./review.ts";
import { tellComponents } from "./template-notice.ts";

/**
 * Changes a template, or tells why not: only one that is approved, rejected or paused; an approved
 * one keeps its category, and is edited once a day and ten times in thirty days.
 *
 * New words are reviewed anew, and cannot be sent until then.
 */
export function editTemplate(
  platform: Platform,
  template: MessageTemplate,
  edit: TemplateEdit,
): MessageTemplate | { readonly error: GraphError } {
  const fault = editFault(template, edit, platform.clock.now());
  if (fault !== undefined) return { error: fault };
  const { life, status } = template;
  if (status === "APPROVED") life.edits = [...life.edits, platform.clock.now()].slice(-EDITS_MAX);
  const category = edit.category ?? template.category;
  const isAuthentication = category === "AUTHENTICATION";
  const changed = changeTemplate(platform.world, template, {
    category,
    ...(edit.components !== undefined && {
      components: isAuthentication
        ? authenticationParts(edit.components, template.language)
        : edit.components,
    }),
    ...(edit.parameter_format !== undefined && { parameter_format: edit.parameter_format }),
    ...(edit.message_send_ttl_seconds !== undefined && {
      message_send_ttl_seconds: edit.message_send_ttl_seconds,
    }),
    ...(edit.cta_url_link_tracking_opted_out !== undefined && {
      cta_url_link_tracking_opted_out: edit.cta_url_link_tracking_opted_out,
    }),
  });
  if (edit.components !== undefined) tellComponents(platform, changed);
  if (edit.components === undefined && edit.category === undefined) return changed;
  if (isAuthentication) return passVerdict(platform, changed, { status: "APPROVED" });
  const pending = changeTemplate(platform.world, changed, {
    status: "PENDING",
    rejected_reason: "NONE",
  });
  planReview(platform, pending);
  return pending;
}

function editFault(
  template: MessageTemplate,
  edit: TemplateEdit,
  now: Instant,
): GraphError | undefined {
  const { status, category, life } = template;
  if (!EDITABLE.has(status)) return templateError(STATUS_FIXED);
  if (status !== "APPROVED") return undefined;
  if (edit.category !== undefined && edit.category !== category) return templateError(STATUS_FIXED);
  const within = (ms: number): number => life.edits.filter((at) => later(at, ms) > now).length;
  const isTooOften = within(DAY_MS) >= 1 || within(30 * DAY_MS) >= EDITS_MAX;
  return isTooOften ? templateError(STATUS_FIXED) : undefined;
}

const EDITABLE: ReadonlySet<string> = new Set(["APPROVED", "REJECTED", "PAUSED"]);
const EDITS_MAX = 10;
