import { randomBytes, randomUUID } from "node:crypto";
import type { Ids } from "./ids.ts";

/**
 * Ids from the machine's own chance. UUIDs are of version 7: their order is the order of making.
 */
export const systemIds: Ids = {
  uuid() {
    // Node keeps chance in store for those of version 4: of one, all but the time is taken.
    const time = Date.now().toString(16).padStart(12, "0");
    return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
  },
  secret: (length) => randomBytes(length),
};
