import type { DraftShape, UploadShape } from "@casement/hub/api";
import { useEffect, useRef, useState } from "react";
import { newId } from "../live/system-ids.ts";
import { type Upload, uploadFile } from "../live/upload.ts";
import { fitnessOf } from "./attachment.ts";

/** A file that is to be sent: on its way to the hub, there, or not to be sent at all. */
export interface Attachment {
  readonly id: string;
  readonly file: File;
  /** Of a picture: how it looks, before anybody else has it. */
  readonly preview: string | undefined;
  readonly state:
    | { readonly kind: "uploading"; readonly part: number }
    | { readonly kind: "ready"; readonly upload: UploadShape }
    | { readonly kind: "failed"; readonly why: string };
}

export interface Attachments {
  readonly list: readonly Attachment[];
  readonly add: (files: Iterable<File>) => void;
  readonly remove: (id: string) => void;
}

/** The files of one composer. Each goes up as soon as it is chosen, so that sending is at once. */
export function useAttachments(numberId: string): Attachments {
  const [list, setList] = useState<readonly Attachment[]>([]);
  const uploads = useRef(new Map<string, Upload>());
  const change = (id: string, state: Attachment["state"]): void =>
    setList((known) => known.map((one) => (one.id === id ? { ...one, state } : one)));

  const add = (files: Iterable<File>): void => {
    for (const file of files) {
      const id = newId();
      const fitness = fitnessOf(file);
      const fits = fitness.kind === "fits";
      const state: Attachment["state"] = fits
        ? { kind: "uploading", part: 0 }
        : { kind: "failed", why: fitness.why };
      const preview =
        fits && file.type.startsWith("image/") ? URL.createObjectURL(file) : undefined;
      setList((known) => [...known, { id, file, preview, state }]);
      if (!fits) continue;
      const upload = uploadFile(numberId, file, (part) => change(id, { kind: "uploading", part }));
      uploads.current.set(id, upload);
      upload.done.then(
        (done) => change(id, { kind: "ready", upload: done }),
        (error: Error) => change(id, { kind: "failed", why: error.message }),
      );
    }
  };
  const remove = (id: string): void => {
    uploads.current.get(id)?.callOff();
    uploads.current.delete(id);
    setList((known) => {
      const gone = known.find((one) => one.id === id);
      if (gone?.preview !== undefined) URL.revokeObjectURL(gone.preview);
      return known.filter((one) => one.id !== id);
    });
  };
  useEffect(() => {
    const underWay = uploads.current;
    return () => {
      for (const upload of underWay.values()) upload.callOff();
    };
  }, []);
  return { list, add, remove };
}

/** The draft of a file that is ready, with the words that go below it. */
export function draftFromAttachment(
  { file, state }: Attachment,
  caption: string,
  replyTo: string | undefined,
): DraftShape | undefined {
  if (state.kind !== "ready") return undefined;
  const { media, media_id } = state.upload;
  const mayCaption = media === "image" || media === "video" || media === "document";
  return {
    kind: "media",
    media,
    media_id,
    ...(mayCaption && caption !== "" ? { caption } : {}),
    ...(media === "document" ? { filename: file.name } : {}),
    ...(replyTo === undefined ? {} : { reply_to: replyTo }),
  };
}

/** Whether the words in the box can stand below one of these files. */
export function takesCaption(list: readonly Attachment[]): boolean {
  return list.some(
    ({ state }) =>
      state.kind === "ready" && state.upload.media !== "audio" && state.upload.media !== "sticker",
  );
}
