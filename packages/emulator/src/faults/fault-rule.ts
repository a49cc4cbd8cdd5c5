import { z } from "zod";
import { msFromDuration } from "../duration.ts";

/** What goes wrong: one of these. The names are those of the control API. */
export const FaultDo = z.union([
  /** Meta's error of that code: in the answer, or of a message by a webhook. */
  z.strictObject({ error: z.number().int().positive(), details: z.string().optional() }),
  /** A bare HTTP status, as a proxy answers. */
  z.strictObject({ http: z.number().int().min(400).max(599) }),
  /** No answer for so long, and then the connection drops. */
  z.strictObject({ hang: z.string().refine(isDuration, "not a duration, as 30s") }),
  z.strictObject({ close: z.enum(["after_accept", "before_accept"]) }),
  z.strictObject({ delay: z.string().refine(isDuration, "not a duration, as 30s") }),
  /** So many in place of one. */
  z.strictObject({ duplicate: z.number().int().min(2).max(100) }),
  /** After the next one in place of before it. */
  z.strictObject({ reorder: z.literal(true) }),
  z.strictObject({ drop: z.literal(true) }),
  /** Up to so many changes in one post. */
  z.strictObject({ batch: z.number().int().min(2).max(1_000) }),
  /** A status that is not reported. */
  z.strictObject({ omit: z.enum(["sent", "delivered", "read", "failed"]) }),
  /** `sent` is told before the request that caused it is answered. */
  z.strictObject({ before_response: z.literal(true) }),
  /** A file that is handed out has other bytes than its own, and as many. */
  z.strictObject({ garble: z.literal(true) }),
]);
export type FaultDo = z.infer<typeof FaultDo>;

export type FaultKind =
  | "error"
  | "http"
  | "hang"
  | "close"
  | "delay"
  | "duplicate"
  | "reorder"
  | "drop"
  | "batch"
  | "omit"
  | "before_response"
  | "garble";

/** Where something can go wrong, and what can there. */
const KINDS = {
  request: ["error", "http", "hang", "close", "delay", "drop", "before_response"],
  status: ["error", "delay", "duplicate", "reorder", "drop", "omit", "before_response"],
  webhook: [
    "http",
    "hang",
    "delay",
    "duplicate",
    "reorder",
    "drop",
    "batch",
    "omit",
    "before_response",
  ],
  media: ["error", "http", "hang", "close", "delay", "drop", "garble"],
} as const satisfies Readonly<Record<string, readonly FaultKind[]>>;

export type FaultPlace = keyof typeof KINDS;

const Wanted = z.union([z.string(), z.number()]).transform(String);

/** One rule: where, for what, what goes wrong, and how often. */
export const FaultRule = z
  .strictObject({
    on: z.enum(["request", "status", "webhook", "media"]),
    /** What must be so: `{ "status": "delivered", "phone": ["447700900001", "55*"] }`. */
    match: z.record(z.string(), z.union([Wanted, z.array(Wanted)])).optional(),
    do: FaultDo,
    /** The first so many, each so many-th, or each with a chance; else all. */
    times: z.number().int().positive().optional(),
    every: z.number().int().positive().optional(),
    chance: z.number().min(0).max(1).optional(),
  })
  .superRefine((rule, context) => {
    const kinds: readonly FaultKind[] = KINDS[rule.on];
    const kind = kindOf(rule.do);
    if (!kinds.includes(kind)) {
      const message = `${kind} cannot happen to a ${rule.on}: one of ${kinds.join(", ")}`;
      context.addIssue({ code: "custom", path: ["do"], message });
    }
    const counts = [rule.times, rule.every, rule.chance].filter((one) => one !== undefined);
    if (counts.length > 1) {
      context.addIssue({ code: "custom", message: "one of times, every and chance" });
    }
  });
export type FaultRule = z.infer<typeof FaultRule>;

export function kindOf(what: FaultDo): FaultKind {
  if ("error" in what) return "error";
  if ("http" in what) return "http";
  if ("hang" in what) return "hang";
  if ("close" in what) return "close";
  if ("delay" in what) return "delay";
  if ("duplicate" in what) return "duplicate";
  if ("reorder" in what) return "reorder";
  if ("drop" in what) return "drop";
  if ("batch" in what) return "batch";
  if ("garble" in what) return "garble";
  return "omit" in what ? "omit" : "before_response";
}

function isDuration(text: string): boolean {
  return msFromDuration(text) !== undefined;
}
