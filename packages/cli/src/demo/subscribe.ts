import type { Emulator } from "@casement/emulator";
import { NEEDED_FIELDS } from "@casement/hub";

/**
 * Tells the emulator where webhooks go, as one tells Meta: by the Graph API, with a handshake.
 *
 * At every start, for a world that was saved still has the address of the hub it was saved with.
 */
export async function subscribe(emulator: Emulator, callbackUrl: string): Promise<void> {
  const { appId, appSecret, verifyToken } = emulator.credentials;
  const answer = await emulator.fetch(
    new Request(`http://emulator/${appId}/subscriptions`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${appId}|${appSecret}`,
      },
      body: JSON.stringify({
        object: "whatsapp_business_account",
        callback_url: callbackUrl,
        verify_token: verifyToken,
        fields: NEEDED_FIELDS.join(","),
      }),
    }),
  );
  if (!answer.ok) throw new Error(`the emulator did not take the webhook's address`);
}
