import { randomBytes } from "node:crypto";
import type { Ids } from "./ids.ts";

/**
 * Ids from the machine's own chance. UUIDs are of version 7: their order is the order of making.
 */
export const systemIds: Ids = {
  uuid() {
    const bytes = randomBytes(16);
    bytes.writeUIntBE(Date.now(), 0, 6);
    bytes[6] = (bytes.readUInt8(6) & 0x0f) | 0x70;
    bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80;
    const hex = bytes.toString("hex");
    return [8, 12, 16, 20, 32].map((to, i) => hex.slice([0, 8, 12, 16, 20][i], to)).join("-");
  },
  secret: (length) => randomBytes(length),
};
