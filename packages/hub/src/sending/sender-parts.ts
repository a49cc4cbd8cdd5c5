import type { Instant } from "@casement/engine";
import type { Dial } from "../dialing/dialer.ts";
import type { Recorded } from "../downstream/record-changes.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import type { Owner } from "../numbers/owner.ts";
import type { Learning } from "../threads/learn.ts";
import type { Elsewhere } from "./elsewhere.ts";
import type { Gate } from "./gate.ts";
import type { FindTemplate } from "./graph-translation.ts";
import type { SendOutcome } from "./sender.ts";
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
  /** Told what a transaction has recorded, once it is committed. */
  readonly recorded: (numberId: bigint, what: Recorded) => void;
  /** Makes sure that facts of these moments can be written. Not in a transaction. */
  readonly ready: (moments: readonly Instant[]) => Promise<void>;
  /** What becomes of numbers that another node owns; made after these parts. */
  readonly elsewhere: () => Pick<Elsewhere, "ask" | "tellEnded">;
  /** There are new appointments of the number, and they are committed. */
  readonly appointmentsMade: (numberId: bigint) => void;
  /** Told of each scheduled draft that came to its end: nobody else waits for it. */
  readonly ended: (outcome: SendOutcome) => void;
  /** How many messages a second each number sends; absent: as Meta says of it. */
  readonly perSecond: number | undefined;
}
