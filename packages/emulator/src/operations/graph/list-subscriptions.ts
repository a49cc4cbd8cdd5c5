import type { Answer, Call } from "../../server/call.ts";
import { newestVersionAt } from "../../versions.ts";

/** `GET /APP/subscriptions`: where the app's webhooks go, and of which kinds. */
export function listSubscriptions({ platform }: Call): Answer {
  const { app } = platform.world;
  const version = app.webhookVersion ?? `v${newestVersionAt(platform.clock.now())}.0`;
  if (app.subscription === null) return { status: 200, body: { data: [] } };
  const { callbackUrl, fields } = app.subscription;
  return {
    status: 200,
    body: {
      data: [
        {
          object: "whatsapp_business_account",
          callback_url: callbackUrl,
          active: true,
          fields: fields.map((name) => ({ name, version })),
        },
      ],
    },
  };
}
