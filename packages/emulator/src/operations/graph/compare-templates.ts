import { type Instant, instantFromMs, later, SECOND_MS } from "@casement/engine";
import { objectIn } from "../../json.ts";
import type { Answer, Call } from "../../server/call.ts";
import { listIn, missing, wordIn, wrong } from "../../server/parameter-fault.ts";
import { type MessageTemplate, templateById } from "../../world/template.ts";
import type { World } from "../../world/world.ts";
import { templateIn } from "./template-in-path.ts";

/** `GET /TEMPLATE/compare`: which of two templates was sent more, and is blocked less. */
export function compareTemplates(call: Call): Answer {
  const template = templateIn(call);
  const { world } = call.platform;
  const [otherId, ...more] = listIn(call.parameters["template_ids"]).map(String);
  if (otherId === undefined) return missing("template_ids");
  const other = templateById(world, otherId);
  if (more.length > 0) return wrong("template_ids", "must have at most 1 elements.");
  if (other === undefined || other.accountId !== template.accountId) {
    return wrong("template_ids", "must be of a template of the same account.");
  }
  const span = spanIn(call);
  if (span === undefined) return wrong("end", "must be 7, 30, 60 or 90 days after start.");
  const metrics = [template, other].map((one) => metricsOf(world, one, span));
  const byRate = [...metrics].sort((a, b) => a.blockRate - b.blockRate);
  return {
    status: 200,
    body: {
      data: [
        {
          metric: "BLOCK_RATE",
          type: "RELATIVE",
          order_by_relative_metric: byRate.map(({ id }) => id),
        },
        {
          metric: "MESSAGE_SENDS",
          type: "NUMBER_VALUES",
          number_values: metrics.map(({ id, sends }) => ({ key: id, value: sends })),
        },
        {
          metric: "TOP_BLOCK_REASON",
          type: "STRING_VALUES",
          string_values: metrics.map(({ id }) => ({ key: id, value: "UNKNOWN_BLOCK_REASON" })),
        },
      ],
    },
  };
}

interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** Seconds, as documented; Meta's own example writes milliseconds. */
function spanIn({ parameters }: Call): Span | undefined {
  const [start, end] = ["start", "end"].map((name) => Number(wordIn(parameters[name])));
  if (start === undefined || end === undefined) return undefined;
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end)) return undefined;
  const unit = end > 100_000_000_000 ? 1 : SECOND_MS;
  const [from, to] = [instantFromMs(start * unit), instantFromMs(end * unit)];
  const days = Math.round((to - from) / 86_400_000);
  return [7, 30, 60, 90].includes(days) ? { from, to: later(to, SECOND_MS) } : undefined;
}

/** Who blocked the business, having got the template, counts against it. */
function metricsOf(
  world: World,
  { id, name, language, accountId }: MessageTemplate,
  { from, to }: Span,
): { id: string; sends: number; blockRate: number } {
  const sent = Object.values(world.messages).filter((message) => {
    if (message.from !== "business" || message.type !== "template") return false;
    if (message.accountId !== accountId || message.at < from || message.at >= to) return false;
    const content = objectIn(message.content);
    const code = objectIn(content?.["language"])?.["code"];
    return content?.["name"] === name && code === language && message.status !== "failed";
  });
  const phones = new Set(sent.map(({ phone }) => phone));
  const blocked = [...phones].filter((phone) => world.customers[phone]?.blocked === true);
  return { id, sends: sent.length, blockRate: blocked.length / Math.max(1, sent.length) };
}
