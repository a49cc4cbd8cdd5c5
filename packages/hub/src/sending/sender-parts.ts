import type { Instant } from "@casement/engine";
import type { Dial } from "../dialing/dialer.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import type { Owner } from "../numbers/owner.ts";
import type { Learning } from "../threads/learn.ts";
import type { Gate } from "./gate.ts";
import type { FindTemplate } from "./graph-translation.ts";
import type { ContentOf } from "./settle.ts";

/** What sending needs of the rest of the hub. */
export interface SenderParts extends Gate {
  readonly owner: Owner;
  readonly dial: Dial;
  readonly tokenOf: (account: AccountRow) => string;
  readonly templatesOf: (accountId: bigint) => FindTemplate;
  readonly contentOf: ContentOf;
  /** Resolves when the posts kept so far of the number are digested, or after two seconds. */
  readonly caughtUp: (numberId: bigint) => Promise<void>;
  readonly learningOf: (numberId: bigint) => Learning;
  /** Makes sure that facts of these moments can be written. Not in a transaction. */
  readonly ready: (moments: readonly Instant[]) => Promise<void>;
  /** How many messages a second each number sends; absent: as Meta says of it. */
  readonly perSecond: number | undefined;
}
