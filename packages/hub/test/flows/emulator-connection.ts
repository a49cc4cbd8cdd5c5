import type { Emulator } from "@casement/emulator";
import type { HubConfig } from "@casement/hub";

type Connection = NonNullable<HubConfig["connection"]>;

/** What a hub is told to have the emulator's own business for its first number, at this address. */
export function connectionTo(
  { credentials }: Pick<Emulator, "credentials">,
  apiUrl: string,
  graphVersion = "v23.0",
): Connection {
  return {
    apiUrl,
    graphVersion,
    accountId: BigInt(credentials.wabaId),
    accessToken: credentials.token,
    numberId: BigInt(credentials.phoneNumberId),
    appId: BigInt(credentials.appId),
    appSecret: credentials.appSecret,
    verifyToken: credentials.verifyToken,
  };
}
