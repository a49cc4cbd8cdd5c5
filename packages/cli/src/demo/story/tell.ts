import type { Emulator } from "@casement/emulator";
import { HOUR_MS, type Instant, instantFromMs } from "@casement/engine";
import { control } from "../emulator-control.ts";
import type { HubDoor } from "../hub-door.ts";
import { msFromWords } from "./ago.ts";
import type { Chapter, Deed, Happening } from "./happening.ts";
import type { Person } from "./people.ts";
import { type Seller, sellerAt } from "./seller.ts";
import { recategorise } from "./shop-world.ts";

/** How long before its end the story begins: the hub is connected then. */
export const STORY_MS: number = 58 * HOUR_MS;

export interface Telling {
  readonly emulator: Emulator;
  /** The business sends as any program of its own would. */
  readonly hub: HubDoor;
  readonly chapters: readonly Chapter[];
  /** The moment at which the story has come to its end. */
  readonly endsAt: Instant;
  /** Asked before each thing that happens; throws if nobody wants to hear the rest. */
  readonly goOn: () => void;
}

/** Something that happens, with its moment and whose story it belongs to. */
interface Event {
  readonly at: Instant;
  readonly who: Person;
  readonly deed: Deed;
}

/**
 * Lives through the past of the shop: each thing happens at its own moment, on the clock that hub
 * and emulator share, and takes the way that it always takes. Nothing is written into a database.
 *
 * The same chapters and the same end give the same conversations, charges and ids.
 */
export async function tellStory(telling: Telling): Promise<void> {
  const { emulator, hub, chapters } = telling;
  const seller = sellerAt(hub, emulator.credentials.phoneNumberId);
  const ids = new Map<string, string>();
  for (const { who } of chapters) {
    const known = { name: who.name, behaviour: { readsAfter: "40s" } };
    await control(emulator, `PUT customers/${who.phone}`, known);
  }
  for (const event of inOrder(telling)) {
    telling.goOn();
    await emulator.clock.advanceTo(event.at);
    await happen(event, { emulator, seller, ids });
  }
  telling.goOn();
  await emulator.clock.advanceTo(telling.endsAt);
}

function inOrder({ chapters, endsAt }: Telling): Event[] {
  return chapters
    .flatMap(({ who, happenings }) =>
      happenings.map(({ ago, deed }: Happening) => ({
        at: instantFromMs(endsAt - msFromWords(ago)),
        who,
        deed,
      })),
    )
    .sort((a, b) => a.at - b.at);
}

interface Stage {
  readonly emulator: Emulator;
  readonly seller: Seller;
  /** The ids of messages that have a name in the story. */
  readonly ids: Map<string, string>;
}

async function happen({ at, who, deed }: Event, stage: Stage): Promise<void> {
  const { emulator, seller, ids } = stage;
  switch (deed.kind) {
    case "behaves":
      await control(emulator, `PUT customers/${who.phone}`, { behaviour: deed.behaviour });
      return;
    case "recategorised":
      await recategorise(emulator, deed);
      return;
    case "writes": {
      const message = deed.message({ now: at, to: idOf(deed.labels.to, ids) });
      const answer = await control(emulator, `POST customers/${who.phone}/messages`, message);
      if (deed.labels.as !== undefined) ids.set(deed.labels.as, textOf(answer, "id"));
      return;
    }
    case "sends": {
      if (deed.hasRead) await seller.read(who.phone);
      const message = deed.message({ now: at, to: idOf(deed.labels.to, ids) });
      const id = await seller.send(who.phone, message);
      if (deed.labels.as !== undefined) ids.set(deed.labels.as, id);
      if (deed.failsWith === undefined) return;
      await control(emulator, `POST messages/${id}/fail`, { code: deed.failsWith });
    }
  }
}

function idOf(name: string | undefined, ids: ReadonlyMap<string, string>): string {
  if (name === undefined) return "";
  const id = ids.get(name);
  if (id === undefined) throw new Error(`the story names ${name} before it has happened`);
  return id;
}

function textOf(answer: unknown, name: string): string {
  return String(Reflect.get(Object(answer), name));
}
