import type { Instant } from "@casement/engine";
import type { NativeEvent } from "../events/native-event.ts";
import type { TemplateRow } from "./template-store.ts";

/** What of a template programs are told when it changes. */
const TOLD = ["status", "category", "quality"] as const;

/** What programs are told of a template; `undefined`: nothing that they are told of has changed. */
export function templateChanged(
  before: TemplateRow | undefined,
  after: TemplateRow,
  at: Instant,
): NativeEvent | undefined {
  if (before !== undefined && TOLD.every((part) => before[part] === after[part])) return undefined;
  const { accountId, name, language, rejectedReason } = after;
  return {
    kind: "template.changed",
    at,
    threadId: null,
    subject: name,
    said: {
      account_id: String(accountId),
      name,
      language,
      ...partsOf(after),
      rejected_reason: rejectedReason,
      was: before === undefined ? null : partsOf(before),
    },
  };
}

function partsOf({ status, category, quality }: TemplateRow): Record<string, unknown> {
  return { status, category, quality };
}
