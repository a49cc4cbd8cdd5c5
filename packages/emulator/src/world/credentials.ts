import type { World } from "./world.ts";

/** What an app must know to speak with a world. */
export interface Credentials {
  readonly token: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly appId: string;
  readonly wabaId: string;
  readonly phoneNumberId: string;
}

export function credentialsOf(world: World): Credentials {
  const number = Object.values(world.numbers)[0];
  if (number === undefined) throw new Error("a world has at least one number");
  return {
    ...world.secrets,
    appId: world.app.id,
    wabaId: number.accountId,
    phoneNumberId: number.id,
  };
}
