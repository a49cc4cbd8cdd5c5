import type { Json } from "../json.ts";
import type { Platform } from "../platform.ts";
import type { Realm } from "../realm.ts";
import type { Asked } from "./asked.ts";
import type { UploadedFile } from "./read-request.ts";

/** One request, taken apart: what every operation is given. */
export interface Call {
  readonly platform: Platform;
  /** All the worlds there are: for the calls that make one, or tell of it. */
  readonly realm: Realm;
  /** The ids in the path, by the names they have in the route: `PN`, `PHONE`, `ID`. */
  readonly path: Readonly<Record<string, string>>;
  /** Query and body together: on most of Meta's edges the two are the same. */
  readonly parameters: Json;
  /** The body as it was read: an object, or whatever JSON it was. */
  readonly body: unknown;
  /** The file that a form brought, in the field `file`. */
  readonly file: UploadedFile | undefined;
  readonly headers: Asked["headers"];
  /** The address that was asked, for links back to it. */
  readonly url: string;
}

/** What an operation answers: the door it came through gives it its headers. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export type Operation = (call: Call) => Answer | Response | Promise<Answer | Response>;

/** Meta's answer where there is nothing to tell. */
export const SUCCESS: Answer = { status: 200, body: { success: true } };
