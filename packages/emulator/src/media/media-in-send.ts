import type { SendRequest } from "@casement/cloud-api";
import { objectIn, textIn } from "../json.ts";
import { isMediaKind, type MediaKind } from "./media-kind.ts";

/** A file that a message speaks of: one that was uploaded by its id, or one on the web. */
export interface MediaReference {
  readonly kind: MediaKind;
  readonly id: string | undefined;
  readonly link: string | undefined;
}

/** A file on the web that has to be fetched before the message can leave. */
export interface MediaLink {
  readonly kind: MediaKind;
  readonly link: string;
}

/** Every file of a message, wherever it stands: itself, a header, a card. */
export function mediaInSend(send: SendRequest): MediaReference[] {
  switch (send.type) {
    case "audio":
    case "document":
    case "image":
    case "sticker":
    case "video":
      return mediaUnder(send);
    case "interactive":
      return [
        ...mediaUnder(send.interactive.header),
        ...(send.interactive.action.cards ?? []).flatMap(({ header }) => mediaUnder(header)),
      ];
    case "template":
      return (send.template.components ?? []).flatMap((component) => [
        ...mediaInParameters(component),
        ...(component.cards ?? []).flatMap((card) => card.components.flatMap(mediaInParameters)),
      ]);
    default:
      return [];
  }
}

export function linksAmong(media: readonly MediaReference[]): MediaLink[] {
  return media.flatMap(({ kind, id, link }) =>
    id === undefined && link !== undefined ? [{ kind, link }] : [],
  );
}

function mediaInParameters(component: {
  readonly type: string;
  readonly parameters?: readonly object[] | undefined;
}): MediaReference[] {
  return component.type === "header" ? (component.parameters ?? []).flatMap(mediaUnder) : [];
}

/** `{ type: "image", image: { id } }`: the form that all places have in common. */
function mediaUnder(holder: unknown): MediaReference[] {
  const plain = objectIn(holder);
  const kind = textIn(plain?.["type"]) ?? "";
  const file = objectIn(plain?.[kind]);
  if (!isMediaKind(kind) || file === undefined) return [];
  return [{ kind, id: idIn(file["id"]), link: textIn(file["link"]) }];
}

/** SDKs write ids as numbers now and then. */
function idIn(value: unknown): string | undefined {
  return typeof value === "number" ? String(value) : textIn(value);
}
