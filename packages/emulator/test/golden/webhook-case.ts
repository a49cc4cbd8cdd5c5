import assert from "node:assert/strict";
import { beginWorld, type TestWorld, type Value } from "../world.ts";
import { type Difference, differenceOf, goldenChange } from "./shape.ts";

/** A webhook that the emulator is brought to post, and the fixture that it is to be like. */
export interface WebhookCase {
  /** The fixture. */
  readonly like: string;
  readonly cause: (world: TestWorld) => Promise<unknown>;
  /** Which of the posts it is that is meant; else the last of its field. */
  readonly which?: (value: Value) => boolean;
  readonly at?: string;
  readonly but?: Partial<Difference>;
}

/** Brings the webhook about in a world of its own, and says how its shape is another. */
export async function differenceIn(one: WebhookCase): Promise<Difference> {
  const { like, cause, which = () => true, at } = one;
  const world = beginWorld(at === undefined ? {} : { at });

  await cause(world);
  await world.emulator.quiet();

  const { field, value } = goldenChange(like);
  const posted = world.arrived
    .map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString()).entry[0].changes[0])
    .findLast((change) => change.field === field && which(change.value));
  assert.ok(posted, `a webhook of ${field} was posted`);
  return differenceOf(posted.value, value);
}
