import { type GraphError, graphError } from "../graph-error.ts";
import { buttonsFault } from "./button-fault.ts";
import type { CreatedCard, CreatedPart } from "./created-part.ts";
import {
  FILE_TYPE,
  missingField,
  templateError,
  tooLong,
  undocumented,
  unexpectedField,
} from "./template-error.ts";
import {
  bodyTextFault,
  footerTextFault,
  headerTextFault,
  type ParameterFormat,
} from "./text-fault.ts";

/** What is wrong with the parts of a marketing or utility template, or nothing. */
export function partsFault(
  parts: readonly CreatedPart[],
  format: ParameterFormat,
): GraphError | undefined {
  const bodyMax = parts.some(({ type }) => type === "LIMITED_TIME_OFFER")
    ? OFFER_BODY_MAX
    : undefined;
  const seen = new Set<string>();
  for (const [index, part] of parts.entries()) {
    if (seen.has(part.type)) {
      return templateError(undocumented(`A template can have one ${part.type}.`));
    }
    seen.add(part.type);
    const path = `components[${index}]`;
    const fault = partFault(part, { format, path, bodyMax });
    if (fault !== undefined) return fault;
  }
  if (seen.has("BODY")) return undefined;
  return templateError(missingField("BODY", "body"));
}

interface Place {
  readonly format: ParameterFormat;
  readonly path: string;
  readonly bodyMax: number | undefined;
}

function partFault(part: CreatedPart, place: Place): GraphError | undefined {
  const allowed = FIELDS.get(part.type);
  if (allowed === undefined) {
    const words = [...FIELDS.keys()].join(", ");
    const where = `${place.path}['type']`;
    const message = `(#100) Param ${where} must be one of {${words}} - got "${part.type}".`;
    return graphError(100, { message });
  }
  const stray = Object.keys(part).find((field) => field !== "type" && !allowed.includes(field));
  if (stray !== undefined) return templateError(unexpectedField(part.type, stray));
  switch (part.type) {
    case "HEADER":
      return headerFault(part, place.format);
    case "BODY":
      return asError(bodyTextFault(part, place.format, place.bodyMax));
    case "FOOTER":
      return asError(footerTextFault(part));
    case "BUTTONS":
      return buttonsFault(part.buttons, `${place.path}['buttons']`);
    case "LIMITED_TIME_OFFER":
      return offerFault(part);
    case "CAROUSEL":
      return carouselFault(part.cards ?? [], place);
    default:
      return undefined;
  }
}

function headerFault(part: CreatedPart, format: ParameterFormat): GraphError | undefined {
  if (part.format === undefined) return templateError(missingField("HEADER", "format"));
  if (part.format === "TEXT") return asError(headerTextFault(part, format));
  if (part.format === "LOCATION" || part.format === "PRODUCT") return undefined;
  const types = MEDIA.get(part.format);
  if (types === undefined) {
    const words = ["TEXT", ...MEDIA.keys(), "LOCATION", "PRODUCT"].join(", ");
    const message = `(#100) Param format must be one of {${words}} - got "${part.format}".`;
    return graphError(100, { message });
  }
  const handle = part.example?.header_handle?.[0];
  if (handle === undefined) return templateError(missingField("HEADER", "example"));
  const type = typeInHandle(handle);
  return type === undefined || types.test(type) ? undefined : templateError(FILE_TYPE);
}

/** The handle of an upload holds the file's type: `4::aW1hZ2UvanBn:…` is of an `image/jpg`. */
function typeInHandle(handle: string): string | undefined {
  const coded = /^\d+::([A-Za-z0-9+/=_-]+):/.exec(handle)?.[1];
  if (coded === undefined) return undefined;
  const type = Buffer.from(coded, "base64").toString("latin1");
  return /^[a-z]+\/[\w.+-]+$/.test(type) ? type : undefined;
}

function offerFault({ limited_time_offer: offer }: CreatedPart): GraphError | undefined {
  const text = offer?.text ?? "";
  if (text === "") return templateError(missingField("LIMITED_TIME_OFFER", "text"));
  return text.length > OFFER_MAX ? templateError(tooLong("offer", OFFER_MAX)) : undefined;
}

/** Two to ten cards, all built alike: a header, maybe a body, and buttons. */
function carouselFault(cards: readonly CreatedCard[], place: Place): GraphError | undefined {
  if (cards.length < CARDS_MIN || cards.length > CARDS_MAX) {
    const message = `A carousel has from ${CARDS_MIN} to ${CARDS_MAX} cards.`;
    return templateError(undocumented(message));
  }
  const builds = new Set(cards.map(buildOf));
  if (builds.size > 1) {
    return templateError(undocumented("All cards of a carousel must have the same components."));
  }
  for (const [index, { components }] of cards.entries()) {
    if (!components.some(({ type }) => type === "HEADER")) {
      return templateError(missingField("CAROUSEL", "header"));
    }
    for (const [at, part] of components.entries()) {
      const path = `${place.path}['cards'][${index}]['components'][${at}]`;
      const fault = partFault(part, { format: place.format, path, bodyMax: CARD_BODY_MAX });
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

function buildOf({ components }: CreatedCard): string {
  return components
    .map(({ type, format, buttons }) =>
      [type, format, ...(buttons ?? []).map((button) => button.type)].join(" "),
    )
    .join("; ");
}

function asError(fault: Parameters<typeof templateError>[0] | undefined): GraphError | undefined {
  return fault === undefined ? undefined : templateError(fault);
}

const FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  ["HEADER", ["format", "text", "example"]],
  ["BODY", ["text", "example"]],
  ["FOOTER", ["text"]],
  ["BUTTONS", ["buttons"]],
  ["CAROUSEL", ["cards"]],
  ["LIMITED_TIME_OFFER", ["limited_time_offer"]],
  ["CALL_PERMISSION_REQUEST", []],
]);

const MEDIA: ReadonlyMap<string, RegExp> = new Map([
  ["IMAGE", /^image\//],
  ["VIDEO", /^video\//],
  ["GIF", /^(video|image)\//],
  ["DOCUMENT", /^application\//],
]);

const OFFER_MAX = 16;
const OFFER_BODY_MAX = 600;
const CARD_BODY_MAX = 160;
const CARDS_MIN = 2;
const CARDS_MAX = 10;
