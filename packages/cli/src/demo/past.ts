import type { Emulator } from "@casement/emulator";
import { DAY_MS, type Instant } from "@casement/engine";
import type { Hub } from "@casement/hub";
import { hubDoor } from "./hub-door.ts";
import { pourThreads } from "./large/pour.ts";
import { CHAPTERS } from "./story/chapters.ts";
import { openShop } from "./story/shop-world.ts";
import { STORY_MS, tellStory } from "./story/tell.ts";

/** How much has happened in a demo that begins anew. */
export type DemoSize = "empty" | "shop" | "large";

export interface Past {
  /** How long before now it begins. */
  readonly lengthMs: number;
  /** Told to the person who waits, if it takes more than a moment. */
  readonly title: string | undefined;
  /** Makes the emulator's business what it is when the hub connects it. */
  begin(emulator: Emulator): Promise<void>;
  /** Lives through it. */
  live(stage: PastStage): Promise<void>;
}

export interface PastStage {
  readonly emulator: Emulator;
  readonly hub: Hub;
  readonly key: string;
  /** The present. */
  readonly endsAt: Instant;
  /** Throws if the start is not wanted any more. */
  readonly goOn: () => void;
  readonly say: (text: string) => void;
}

/**
 * For how long the hub has listened when anything happens: whoever has listened for eight days
 * knows of every window and every free entry point (engine SPEC A12).
 */
const LISTENED_MS: number = 9 * DAY_MS;

/** What a new demo has behind it; `threads` counts for the large one. */
export function pastOf(size: DemoSize, { threads }: { readonly threads: number }): Past {
  switch (size) {
    case "empty":
      return { lengthMs: LISTENED_MS, title: undefined, begin: openShop, live: async () => {} };
    case "shop":
      return {
        lengthMs: LISTENED_MS + STORY_MS,
        title: "Two days in the life of a bakery …",
        begin: openShop,
        live: liveStory,
      };
    case "large":
      return {
        lengthMs: LISTENED_MS + STORY_MS,
        title: `A season of a bakery, ${threads} threads. This takes minutes, once …`,
        begin: openShop,
        async live(stage) {
          await pourThreads(stage, threads);
          await liveStory(stage);
        },
      };
  }
}

function liveStory({ emulator, hub, key, endsAt, goOn }: PastStage): Promise<void> {
  const door = hubDoor({ url: hub.url, key });
  return tellStory({ emulator, hub: door, chapters: CHAPTERS, endsAt, goOn });
}
