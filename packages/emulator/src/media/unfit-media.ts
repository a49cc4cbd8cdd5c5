import { type GraphError, graphError } from "@casement/cloud-api";
import type { Instant } from "@casement/engine";
import { type Failure, MEDIA_ERROR } from "../messages/failure.ts";
import { mediumById } from "../world/medium.ts";
import type { BusinessNumber, World } from "../world/world.ts";
import type { MediaReference } from "./media-in-send.ts";
import { unfitFor } from "./media-kind.ts";

/** What becomes of a message because of its files: refused at once, or failing later. */
export type MediaVerdict =
  | { readonly error: GraphError }
  | { readonly failsWith: Failure | undefined };

/** Looks at the uploaded files that a message names: whether they are there, and may be this. */
export function mediaVerdict(
  { world, number, now }: { world: World; number: BusinessNumber; now: Instant },
  media: readonly MediaReference[],
): MediaVerdict {
  let failsWith: Failure | undefined;
  for (const { kind, id } of media) {
    if (id === undefined) continue;
    const medium = mediumById(world, id, now);
    if (medium === undefined || medium.numberId !== number.id) {
      // Meta's own words are not known: assumed.
      return { error: graphError(131_009, { details: `${kind}['id']: no such media` }) };
    }
    const details = unfitFor(kind, medium);
    if (details !== undefined) failsWith ??= { code: MEDIA_ERROR, details };
  }
  return { failsWith };
}
