import type { Charge } from "./charge.ts";
import type { ConversationCategory } from "./conversation.ts";

/** Why a draft may not be sent, in order of precedence: the first that holds is `reason`. */
export type Refusal =
  | "blocked"
  | "opted_out"
  | "not_opted_in"
  | "service_window_closed"
  | "template_not_approved"
  | "template_paused"
  | "template_disabled"
  | "category_not_permitted"
  | "pair_rate"
  | "portfolio_limit"
  | "payment_method_missing";

/** Whether the window is open, closed, or unknown because we have not listened for long enough. */
export type WindowVerdict = "open" | "closed" | "unknown";

/** What the limits say of a send now; absent: nothing stands against it (SPEC A9, A10). */
export interface SendLimits {
  /** The customer has had as many messages lately as one number may send them. */
  readonly isPairRateReached?: boolean | undefined;
  /**
   * The portfolio has reached as many customers today as it may, and this one is not among them.
   */
  readonly isPortfolioLimitReached?: boolean | undefined;
}

/**
 * Whether a draft may be sent now, as what, and what it would bring. A value, never an exception.
 */
export type Decision =
  | {
      readonly allowed: true;
      readonly window: WindowVerdict;
      /** The conversation that its delivery would open, or else the one it would join. */
      readonly opens: ConversationCategory | null;
      readonly joins: ConversationCategory | null;
      readonly charge: ExpectedCharge;
      readonly rule: string;
    }
  | {
      readonly allowed: false;
      readonly window: WindowVerdict;
      readonly reason: Refusal;
      /** Every reason that holds, in order of precedence. */
      readonly reasons: readonly Refusal[];
      /** The Cloud API's code for `reason`. */
      readonly code: number;
      readonly rule: string;
    };

/** What a send would cost; `amountMaxMicros` where a threshold is near and it may be more. */
export interface ExpectedCharge extends Charge {
  readonly amountMaxMicros?: number | null | undefined;
  /** A free entry point may be open that began before we listened: then it costs nothing. */
  readonly isEntryPointUnknown?: true | undefined;
}
