import type { Json } from "../json.ts";
import { ownEntry } from "../own-entry.ts";
import type { BusinessNumber, World } from "./world.ts";

/** What a business has set for one of its numbers. */
export interface NumberSettings {
  /** `calling` as Meta's settings have it. */
  readonly calling: Json;
  readonly storage: Json;
  readonly checksIdentity: boolean;
  readonly commerce: { readonly cart: boolean; readonly catalog: boolean };
  /** In PEM. */
  readonly publicKey: string | null;
  readonly automation: Automation | null;
  readonly username: string | null;
  /** The address of the number's own, before those of its account and of the app. */
  readonly overrideUrl: string | null;
  /** Whether the number may be found by its name in the app. */
  readonly searchVisibility: "VISIBLE" | "NON_VISIBLE";
}

export interface Automation {
  readonly welcomes: boolean;
  readonly prompts: readonly string[];
  readonly commands: readonly { readonly name: string; readonly description: string }[];
}

/** What holds until something is set. Calls are taken: with Meta they must be switched on first. */
const UNSET: NumberSettings = {
  calling: {
    status: "ENABLED",
    call_icon_visibility: "DEFAULT",
    callback_permission_status: "ENABLED",
  },
  storage: { status: "DEFAULT" },
  checksIdentity: false,
  commerce: { cart: true, catalog: false },
  publicKey: null,
  automation: null,
  username: null,
  overrideUrl: null,
  searchVisibility: "VISIBLE",
};

export function settingsOf(world: World, { id }: Pick<BusinessNumber, "id">): NumberSettings {
  return ownEntry(world.numberSettings, id) ?? UNSET;
}

export function changeSettings(
  world: World,
  number: BusinessNumber,
  change: Partial<NumberSettings>,
): void {
  world.numberSettings[number.id] = { ...settingsOf(world, number), ...change };
}

/** Whether calls are taken and can be made. */
export function takesCalls(world: World, number: BusinessNumber): boolean {
  return String(settingsOf(world, number).calling["status"]).toUpperCase() === "ENABLED";
}
