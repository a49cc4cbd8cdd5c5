import type { Instant } from "@casement/engine";
import { type Json, objectIn, textIn } from "../json.ts";
import type { BusinessMessage, Message } from "../world/message.ts";
import { templateNamed } from "../world/template.ts";
import type { World } from "../world/world.ts";
import type { Reported } from "./message-reports.ts";
import { type Span, spanOf } from "./span.ts";
import { amountFromMicros, Tally } from "./tally.ts";

export interface TemplateReportRequest {
  /** Seconds since 1970. */
  readonly start: number;
  readonly end: number;
  readonly templateIds: readonly string[];
  readonly metrics: ReadonlySet<string>;
}

/** How often each template was sent, delivered, read and tapped, day by day, and what it cost. */
export function templateReport(reported: Reported, request: TemplateReportRequest): Json[] {
  const { world, account } = reported;
  const tally = new Tally();
  const clicks = new Tally();
  const tapped = tapsOf(world);
  for (const message of Object.values(world.messages)) {
    if (message.from !== "business" || message.accountId !== account.id) continue;
    const id = templateIdOf(world, message);
    if (id === undefined || !request.templateIds.includes(id) || !isIn(request, message.at))
      continue;
    if (message.status === "accepted" || message.status === "failed") continue;
    // A day of this report is one of UTC, whatever the account's zone.
    const span = spanOf(message.at, "day", "UTC");
    tally.add(span, { template_id: id }, figuresOf(message));
    for (const text of tapped.get(message.id) ?? []) {
      const label = { template_id: id, type: "quick_reply_button", button_content: text };
      clicks.add(span, label, { count: 1 });
    }
  }
  const clicked = clicks.points();
  return tally.points().map((point) => pointOf(point, clicked, request));
}

function figuresOf({ deliveredAt, status, charge }: BusinessMessage): Record<string, number> {
  return {
    sent: 1,
    delivered: deliveredAt === null ? 0 : 1,
    read: status === "read" ? 1 : 0,
    micros: charge?.amountMicros ?? 0,
  };
}

function pointOf(point: Json, clicked: readonly Json[], { metrics }: TemplateReportRequest): Json {
  const { template_id, start, end, sent, delivered, read, micros } = point;
  const own = clicked.filter((one) => one["template_id"] === template_id && one["start"] === start);
  const spent = Number(micros);
  const cost = [
    { type: "amount_spent", value: amountFromMicros(spent) },
    ...(Number(delivered) > 0
      ? [{ type: "cost_per_delivered", value: amountFromMicros(spent / Number(delivered)) }]
      : []),
  ];
  return {
    template_id,
    start,
    end,
    ...(metrics.has("SENT") && { sent }),
    ...(metrics.has("DELIVERED") && { delivered }),
    ...(metrics.has("READ") && { read }),
    ...(metrics.has("CLICKED") && own.length > 0 && { clicked: own.map(clickOf) }),
    ...(metrics.has("COST") && { cost }),
  };
}

function clickOf({ type, button_content, count }: Json): Json {
  return { type, button_content, count };
}

/** The words of the buttons that were tapped, by the message they are on. */
function tapsOf(world: World): Map<string, string[]> {
  const taps = new Map<string, string[]>();
  for (const message of Object.values(world.messages)) {
    const [id, text] = tapIn(message);
    if (id !== undefined && text !== undefined) taps.set(id, [...(taps.get(id) ?? []), text]);
  }
  return taps;
}

function tapIn(message: Message): [string | undefined, string | undefined] {
  if (message.from !== "customer" || message.type !== "button") return [undefined, undefined];
  const { context, button } = message.notice;
  return [textIn(objectIn(context)?.["id"]), textIn(objectIn(button)?.["text"])];
}

function templateIdOf(world: World, message: BusinessMessage): string | undefined {
  if (message.type !== "template") return undefined;
  const content = objectIn(message.content);
  const name = textIn(content?.["name"]) ?? "";
  const language = textIn(objectIn(content?.["language"])?.["code"]) ?? "";
  return templateNamed(world, message.accountId, name, language)?.id;
}

function isIn({ start, end }: Pick<Span, "start" | "end">, at: Instant): boolean {
  return start * 1_000 <= at && at < end * 1_000;
}
