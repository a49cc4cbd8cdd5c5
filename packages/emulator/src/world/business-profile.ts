import { ownEntry } from "../own-entry.ts";
import type { BusinessNumber, World } from "./world.ts";

/** What a customer sees of the business. The names are Meta's; what is unset is absent. */
export interface BusinessProfile {
  about?: string;
  address?: string;
  description?: string;
  email?: string;
  profile_picture_url?: string;
  websites?: readonly string[];
  vertical?: string;
}

export function profileOf(world: World, { id }: BusinessNumber): BusinessProfile {
  return ownEntry(world.profiles, id) ?? {};
}
