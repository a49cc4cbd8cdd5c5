import { type GraphError, SAMPLE_KEPT, templateError, undocumented } from "@casement/cloud-api";
import { DAY_MS, later } from "@casement/engine";
import { objectIn } from "../json.ts";
import type { Platform } from "../platform.ts";
import { changeTemplate, type MessageTemplate, templateById } from "../world/template.ts";
import type { World } from "../world/world.ts";
import { deletedKey } from "./template-desk.ts";
import { tellStatus } from "./template-notice.ts";

/** Why a template may not be deleted, if it may not. */
export function deletionFault(template: MessageTemplate): GraphError | undefined {
  if (template.name === SAMPLE) return templateError(SAMPLE_KEPT);
  if (template.status !== "DISABLED") return undefined;
  return templateError(undocumented("A template that is disabled can't be deleted."));
}

/**
 * Deletes a template. The name and language of one that was approved cannot be used for 30 days;
 * one whose messages are still under way stays for as long, pending deletion.
 */
export function deleteTemplate(platform: Platform, template: MessageTemplate): void {
  const { world, clock } = platform;
  const until = later(clock.now(), GONE_AFTER_MS);
  strikeAll(platform, template.id);
  if (template.status === "APPROVED") {
    world.templateDesk.deleted[deletedKey(template.accountId, template.name, template.language)] =
      until;
  }
  if (isUnderWay(world, template)) {
    const leaving = changeTemplate(world, template, { status: "PENDING_DELETION" });
    platform.plan(until, { kind: "template_gone", templateId: template.id });
    tellStatus(platform, leaving, { event: "PENDING_DELETION", reason: null });
    return;
  }
  delete world.templates[template.id];
  tellStatus(platform, template, { event: "DELETED" });
}

/** The thirty days of a template that was pending deletion are over. */
export function forgetTemplate(platform: Platform, templateId: string): void {
  const template = templateById(platform.world, templateId);
  if (template?.status !== "PENDING_DELETION") return;
  delete platform.world.templates[templateId];
  tellStatus(platform, template, { event: "DELETED" });
}

function strikeAll(platform: Platform, templateId: string): void {
  platform.strike((action) => "templateId" in action && action.templateId === templateId);
}

function isUnderWay(world: World, { name, language, accountId }: MessageTemplate): boolean {
  return Object.values(world.messages).some((message) => {
    if (message.from !== "business" || message.type !== "template") return false;
    if (message.status !== "accepted" && message.status !== "sent") return false;
    const sent = objectIn(message.content);
    return (
      message.accountId === accountId &&
      sent?.["name"] === name &&
      objectIn(sent["language"])?.["code"] === language
    );
  });
}

/** The sample that every account has. */
const SAMPLE = "hello_world";
const GONE_AFTER_MS: number = 30 * DAY_MS;
