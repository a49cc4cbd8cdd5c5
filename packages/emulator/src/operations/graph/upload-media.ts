import { type GraphError, graphError } from "@casement/cloud-api";
import { type Json, textIn } from "../../json.ts";
import {
  bareType,
  isAnimatedWebp,
  isMimeType,
  isUploadable,
  tooLargeToUpload,
  UPLOADABLE,
} from "../../media/media-kind.ts";
import { MEDIA_ERROR } from "../../messages/failure.ts";
import type { Answer, Call } from "../../server/call.ts";
import type { UploadedFile } from "../../server/read-request.ts";
import { keepMedium } from "../../world/medium.ts";
import { numberIn } from "./nodes.ts";

/** `POST /PN/media`: keeps a file, to be sent by its id. */
export function uploadMedia(call: Call): Answer {
  const { platform, parameters, file } = call;
  const product = productFault(parameters["messaging_product"]);
  if (product !== undefined) return product;
  if (file === undefined || file.bytes.length === 0) return required("file");
  const mimeType = typeOf(file, parameters);
  const fault = fileFault(file, mimeType);
  if (fault !== undefined) return fault;
  const medium = keepMedium(platform.world, platform.clock.now(), {
    number: numberIn(call),
    from: "business",
    mimeType,
    filename: file.name,
    bytes: file.bytes,
  });
  return { status: 200, body: { id: medium.id } };
}

function productFault(product: unknown): GraphError | undefined {
  if (product === undefined) return required("messaging_product");
  if (String(product).toLowerCase() === "whatsapp") return undefined;
  const what = `must be one of {WHATSAPP} - got "${String(product)}".`;
  return graphError(100, { message: `(#100) Param messaging_product ${what}` });
}

/** What the part of the form says counts; `type` only where that says nothing. */
function typeOf(file: UploadedFile, parameters: Json): string {
  const isNamed = file.mimeType !== "" && bareType(file.mimeType) !== UNKNOWN_TYPE;
  return isNamed ? file.mimeType : (textIn(parameters["type"]) ?? UNKNOWN_TYPE);
}

function fileFault({ bytes }: UploadedFile, mimeType: string): GraphError | undefined {
  if (!isUploadable(mimeType) || !isMimeType(mimeType)) {
    const message =
      "(#100) Param file must be a file with one of the following types: " +
      `${UPLOADABLE.join(", ")}. Received file of type '${mimeType}'.`;
    return graphError(100, { message });
  }
  const size = bytes.length;
  const details = tooLargeToUpload({ mimeType, size, isAnimated: isAnimatedWebp(bytes) });
  return details === undefined ? undefined : graphError(MEDIA_ERROR, { details });
}

function required(name: string): GraphError {
  return graphError(100, { message: `(#100) The parameter ${name} is required.` });
}

const UNKNOWN_TYPE = "application/octet-stream";
