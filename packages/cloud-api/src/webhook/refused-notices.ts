import type { Refusal } from "../json.ts";

/** How far down a notice stands: `history[0].threads[1].messages[2]` has six steps. */
const STEPS_MAX = 6;

/** Why a notice or a contact of a value is refused, by its place in it. */
export type RefusedPlaces = (where: string) => string | undefined;

/**
 * What is refused of a change, given the places of all that stands for itself in it. What was taken
 * out of none of them leaves nobody to blame: then all of the change is refused.
 */
export function refusedPlaces(
  refusals: readonly Refusal[] | undefined,
  wheres: readonly string[],
): RefusedPlaces {
  if (refusals === undefined) return () => undefined;
  const known = new Set(wheres);
  const reasons = new Map<string, string>();
  for (const { path, what } of refusals) {
    const where = placesOn(path).find((place) => known.has(place));
    if (where === undefined) return () => what;
    if (!reasons.has(where)) reasons.set(where, what);
  }
  return (where) => reasons.get(where);
}

/** Every place on the way to one: `messages`, `messages[0]`, `messages[0].text`. */
function placesOn(path: Refusal["path"]): string[] {
  let place = "";
  return path.slice(0, STEPS_MAX).map((step) => {
    if (typeof step === "number") place += `[${step}]`;
    else place += place === "" ? step : `.${step}`;
    return place;
  });
}
