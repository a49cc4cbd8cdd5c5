import type { DraftShape } from "@casement/hub/api";
import { PLACE_WORDS } from "./composer-words.ts";

/** A location while it is being filled in. */
export interface Place {
  readonly latitude: string;
  readonly longitude: string;
  readonly name: string;
  readonly address: string;
}

export const EMPTY_PLACE: Place = { latitude: "", longitude: "", name: "", address: "" };

/** Why a place cannot be sent yet, or `undefined`. */
export function faultOfPlace({ latitude, longitude }: Place): string | undefined {
  const [north, east] = [degreesFrom(latitude), degreesFrom(longitude)];
  if (north === undefined || east === undefined) return PLACE_WORDS.noPlace;
  return Math.abs(north) > 90 || Math.abs(east) > 180 ? PLACE_WORDS.offEarth : undefined;
}

export function draftFromPlace(place: Place, replyTo: string | undefined): DraftShape {
  const [name, address] = [place.name.trim(), place.address.trim()];
  return {
    kind: "location",
    latitude: degreesFrom(place.latitude) ?? 0,
    longitude: degreesFrom(place.longitude) ?? 0,
    ...(name === "" ? {} : { name }),
    ...(address === "" ? {} : { address }),
    ...(replyTo === undefined ? {} : { reply_to: replyTo }),
  };
}

/**
 * The two numbers in what people copy: `51.5055, -0.0911`, or the link to a map. Of a link the pin
 * (`mlat`, `q`) counts before the middle of what is in view.
 */
export function coordinatesFrom(text: string): Pick<Place, "latitude" | "longitude"> | undefined {
  for (const pattern of PAIRS) {
    const { latitude, longitude } = pattern.exec(text.trim())?.groups ?? {};
    if (latitude !== undefined && longitude !== undefined) return { latitude, longitude };
  }
  return undefined;
}

const DEGREES = "-?\\d{1,3}(?:\\.\\d+)?";
const NORTH = `(?<latitude>${DEGREES})`;
const EAST = `(?<longitude>${DEGREES})`;
const PAIRS: readonly RegExp[] = [
  new RegExp(`^${NORTH}\\s*[,;\\s]\\s*${EAST}$`),
  new RegExp(`[?&#]mlat=${NORTH}.*&mlon=${EAST}`),
  new RegExp(`!3d${NORTH}!4d${EAST}`),
  new RegExp(`[?&](?:q|query|ll)=${NORTH}(?:,|%2C)${EAST}`),
  new RegExp(`@${NORTH},${EAST}`),
  new RegExp(`#map=\\d+/${NORTH}/${EAST}`),
];

function degreesFrom(text: string): number | undefined {
  const number = Number(text.trim().replace(",", "."));
  return text.trim() === "" || !Number.isFinite(number) ? undefined : number;
}
