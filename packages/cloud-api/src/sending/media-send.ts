import { z } from "zod";
import { BooleanParam, IdParam, refusal } from "./params.ts";

const CAPTION_MAX = 1024;

const Source = { id: IdParam.optional(), link: z.string().min(1).optional() };
const Caption = z.string().max(CAPTION_MAX).optional();

/** An uploaded file by `id`, or one on the web by `link`, which Meta fetches later. */
export const ImageSend = withSource(z.strictObject({ ...Source, caption: Caption }));
export const VideoSend = withSource(z.strictObject({ ...Source, caption: Caption }));
export const StickerSend = withSource(z.strictObject(Source));
export const AudioSend = withSource(
  /** `voice`: shown as recorded on the spot, and reported as `played`. */
  z.strictObject({ ...Source, voice: BooleanParam.optional() }),
);
export const DocumentSend = withSource(
  z.strictObject({ ...Source, caption: Caption, filename: z.string().optional() }),
);

/** One of `id` and `link` must be there. What Meta says if none is, nobody wrote down: assumed. */
function withSource<
  Schema extends z.ZodType<{ id?: string | undefined; link?: string | undefined }>,
>(schema: Schema): Schema {
  return schema.superRefine((media, context) => {
    if (media.id === undefined && media.link === undefined) {
      context.addIssue(refusal(131008, "One of 'id' and 'link' is required."));
    }
  });
}
