import { uuidFrom } from "../derived-uuid.ts";
import type { Alias } from "./alias-store.ts";

/**
 * A new thread's id follows from the number and the first name it was known by: no chance in it.
 */
export function threadIdFrom(numberId: bigint, name: Pick<Alias, "kind" | "value">): string {
  return uuidFrom(`thread\n${numberId}\n${name.kind}\n${name.value}`);
}
