import type { Emulator } from "@casement/emulator";
import type { HubConfig } from "@casement/hub";

/** What a hub is told to have the emulator's own business for its first number, at this address. */
export function connectionTo({ credentials }: Emulator, apiUrl: string): HubConfig["connection"] {
  return {
    apiUrl,
    graphVersion: "v25.0",
    accountId: BigInt(credentials.wabaId),
    accessToken: credentials.token,
    numberId: BigInt(credentials.phoneNumberId),
    appId: BigInt(credentials.appId),
    appSecret: credentials.appSecret,
    verifyToken: credentials.verifyToken,
  };
}
