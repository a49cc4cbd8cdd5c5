import { Readable } from "node:stream";
import { bytesOf } from "../dialing/measured.ts";
import { textIn } from "../json/unknown-value.ts";
import { bodyFromBytes, isForm } from "./graph-request.ts";

/** A form is small: what is large goes as a file, whose key is in the header or the query. */
const FORM_BYTES_MAX = 1024 * 1024;

/**
 * The key in the form of a request that shows none elsewhere, as Meta's API allows; and the body,
 * to be read again.
 */
export async function formBefore(
  contentType: string | undefined,
  body: Readable | undefined,
): Promise<{ body: Readable | undefined; keyInForm: string | undefined }> {
  if (body === undefined || !isForm(contentType ?? "")) return { body, keyInForm: undefined };
  const bytes = await bytesOf(body, FORM_BYTES_MAX);
  const read = bodyFromBytes(bytes, contentType ?? "");
  const keyInForm = read.ok ? textIn(read.body, "access_token") : null;
  return { body: Readable.from([bytes]), keyInForm: keyInForm ?? undefined };
}
