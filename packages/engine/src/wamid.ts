import { assert } from "./assert.ts";

/** The platform's id of one message, either way. Opaque, never empty. */
export type Wamid = string & { readonly wamid: unique symbol };

export function wamidFrom(text: string): Wamid {
  assert(text.length > 0, "a wamid is not empty");
  return text as Wamid;
}
