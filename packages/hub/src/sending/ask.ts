import type { Draft, Instant } from "@casement/engine";
import type { AccountRow } from "../numbers/account-store.ts";
import type { Alias } from "../threads/alias-store.ts";
import type { Body, InsteadOf } from "./draft-store.ts";
import type { SendCommand } from "./sender.ts";

/** A name that a thread is found by. */
export type Name = Pick<Alias, "kind" | "value">;

/** A command to send, with everything found that can be found without its thread. */
export interface Ask {
  readonly command: SendCommand;
  readonly account: AccountRow;
  readonly to: { readonly threadId: string } | { readonly name: Name };
  /** The whole body, its recipient in it. */
  readonly body: Body;
  /** Of the body, and of the moment and the fallback if it has one. */
  readonly bodySha256: Uint8Array;
  /** What the rules see of it. */
  readonly asked: Draft;
  readonly askedAt: Instant;
  /** It is itself what is sent in place of another, as Meta found the window closed. */
  readonly insteadOf?: InsteadOf | undefined;
  /** What is sent instead if the window has closed (SPEC S13). */
  readonly fallback?: { readonly body: Body; readonly asked: Draft } | undefined;
}

/** How long a command may wait for its turn, by the hub's clock (SPEC S8). */
export const TURN_MS_MAX: number = 20_000;
