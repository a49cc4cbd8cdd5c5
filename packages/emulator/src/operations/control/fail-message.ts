import { z } from "zod";
import { markFailed } from "../../messages/report-status.ts";
import type { Answer, Call } from "../../server/call.ts";
import { invalidBody, refusal } from "../../server/control-answer.ts";

const Failure = z.strictObject({ code: z.number().int().positive() });

/** `POST /emulator/messages/WAMID/fail`: this message does not arrive, and the business is told. */
export function failMessage({ platform, path, body }: Call): Answer {
  const read = Failure.safeParse(body);
  if (!read.success) return invalidBody(read.error);
  if (!markFailed(platform, path["WAMID"] ?? "", read.data)) {
    return refusal(409, "not_under_way", "no message of the business under way has this id");
  }
  return { status: 200, body: { id: path["WAMID"], status: "failed", code: read.data.code } };
}
