import {
  type Account,
  type Consent,
  type Decision,
  type Draft,
  decideSend,
  explain,
  type Instant,
  instantFromMs,
  SEND_MARGIN_MS,
  type TemplateCategory,
  THREAD_STATE_VERSION,
  type Thread,
  type ThreadState,
  type Usage,
} from "@casement/engine";
import { type RateCard, type RateRow, rateCardFrom } from "@casement/engine/rates";
import type { DraftShape, SendingShape, TemplateShape } from "@casement/hub/api";

/** All that `decideSend` asks for, but the draft and the time. */
export interface Sending {
  readonly thread: Thread;
  readonly account: Account;
  readonly usage: Usage;
  readonly rates: RateCard;
}

/** The engine's word on a draft, and its reason in a sentence: the same words as the API's. */
export interface Verdict {
  readonly decision: Decision;
  readonly why: string;
}

/**
 * What the composer asks the engine about, from what the API says of a thread.
 *
 * The shape holds the engine's own values as JSON, of the hub's engine. They are taken as they are
 * if that is the version this page was built with; else this gives `undefined`, and the composer
 * says that the page must be loaded again.
 */
export function sendingFromShape(shape: SendingShape): Sending | undefined {
  const { state, consent, account, rates } = shape;
  if (!isThreadState(state) || !isConsent(consent) || !areRateRows(rates)) return undefined;
  const thread: Thread = {
    state,
    consent,
    blocked: shape.blocked,
    ...(shape.phone === null ? {} : { phone: shape.phone }),
    ...(shape.country === null ? {} : { country: shape.country }),
    heardSince: shape.heard_since_ms === null ? null : instantFromMs(shape.heard_since_ms),
  };
  return { thread, account, usage: shape.usage, rates: rateCardFrom(rates) };
}

/** Whether `draft` may be sent at `now`, what it would open, what it would cost, and why. */
export function verdictOn(sending: Sending, draft: Draft, now: Instant): Verdict {
  const decision = decideSend(sending.thread, draft, now, {
    ...sending,
    marginMs: SEND_MARGIN_MS,
  });
  return { decision, why: explain(decision) };
}

export const FREE_FORM: Draft = { content: "free_form" };
export const REACTION: Draft = { content: "reaction" };

/** A template as the rules see it. A category they do not know is marketing: what is neither
 * utility nor authentication is (SPEC of the engine, advice). */
export function draftFromTemplate(template: Pick<TemplateShape, "category" | "status">): Draft {
  return {
    content: "template",
    category: categoryFrom(template.category),
    templateStatus: templateStatusFrom(template.status),
  };
}

/** The draft that the API takes, for the values filled into `template`. */
export function shapeFromTemplate(template: TemplateShape, values: readonly string[]): DraftShape {
  return {
    kind: "template",
    name: template.name,
    language: template.language,
    values: [...values],
  };
}

function categoryFrom(word: string): TemplateCategory {
  const category = word.toLowerCase();
  return category === "utility" || category === "authentication" ? category : "marketing";
}

function templateStatusFrom(word: string): NonNullable<Draft["templateStatus"]> {
  const status = word.toLowerCase();
  return status === "approved" || status === "paused" || status === "disabled" ? status : "other";
}

function isThreadState(value: object): value is ThreadState {
  return "version" in value && value.version === THREAD_STATE_VERSION;
}

function isConsent(value: object): value is Consent {
  return "optedOut" in value;
}

function areRateRows(values: readonly object[]): values is readonly RateRow[] {
  return values.every((row) => "market" in row && "category" in row && "amountMicros" in row);
}
