import type { Directory } from "../numbers/directory.ts";
import type { Owner } from "../numbers/owner.ts";
import type { Outbox } from "../sending/outbox.ts";
import type { Surroundings } from "../surroundings.ts";
import type { DigestLoop } from "../webhook/digest-loop.ts";
import type { NodeSignal } from "./node-signal.ts";
import { Watch } from "./watch.ts";

/** This hub as one of several on a database; alone it is one of one. */
export interface Nodes {
  /** Hears the others, takes its share of the numbers, and tells that it is there. */
  start(): Promise<void>;
  /** Takes and gives no numbers any more: the hub is about to close. */
  stop(): Promise<void>;
  /** Lets all numbers go and says so. To be done last, when nothing is under way. */
  close(): Promise<void>;
}

export interface NodeParts {
  readonly surroundings: Surroundings;
  readonly signal: NodeSignal;
  readonly owner: Owner;
  readonly directory: Directory;
  readonly outbox: Outbox;
  readonly digestLoop: DigestLoop;
  /** Takes what other nodes wrote down of a number that is ours. */
  readonly elsewhere: { serve(numberId: bigint): void };
  /** Reads accounts, numbers, templates and secrets again, and what falls due for them. */
  readonly reload: () => Promise<void>;
}

export function createNodes(parts: NodeParts): Nodes {
  const { surroundings, signal, owner, directory, outbox, elsewhere, digestLoop } = parts;
  const reload = oneAfterAnother(async () => {
    await parts.reload().catch((error: unknown) => {
      const errorName = error instanceof Error ? error.name : typeof error;
      surroundings.log.warn("directory_not_read", { errorName });
    });
    watch.look();
  });
  const watch = new Watch({
    ...{ surroundings, owner, directory, signal },
    kept: (numberIds) => digestLoop.wake(numberIds),
    told: (numberIds) => {
      for (const numberId of numberIds) elsewhere.serve(numberId);
    },
    handOver: (numberId) => outbox.handOver(numberId, () => owner.letGo(numberId)),
  });
  signal.hear("directory", reload);
  signal.onBack(() => {
    digestLoop.wake(owner.owned);
    reload();
  });
  return {
    async start() {
      await signal.start();
      await watch.start();
      // Whoever starts may have connected an account first, from its environment.
      signal.tell("directory");
    },
    stop: () => watch.close(),
    async close() {
      const freed = await owner.close();
      if (freed.length > 0) signal.tell("free", freed);
      await signal.close();
    },
  };
}

/** Asked for while it is being done, it is done once more, and not at the same time. */
function oneAfterAnother(work: () => Promise<void>): () => void {
  let isAsked = false;
  let isAtWork = false;
  const workWhileAsked = async (): Promise<void> => {
    isAtWork = true;
    while (isAsked) {
      isAsked = false;
      await work();
    }
    isAtWork = false;
  };
  return () => {
    isAsked = true;
    if (!isAtWork) void workWhileAsked();
  };
}
