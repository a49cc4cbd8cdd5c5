import { withoutAbsent } from "../../json.ts";
import type { Answer, Call } from "../../server/call.ts";
import { accountIn } from "./nodes.ts";

/** `GET /WABA/subscribed_apps`: the apps that hear of an account, and where to. */
export function listSubscribedApps(call: Call): Answer {
  const { subscribed } = accountIn(call);
  const { app } = call.platform.world;
  if (subscribed === null) return { status: 200, body: { data: [] } };
  return {
    status: 200,
    body: {
      data: [
        withoutAbsent({
          whatsapp_business_api_data: {
            link: `https://www.facebook.com/games/?app_id=${app.id}`,
            name: app.name,
            id: app.id,
          },
          override_callback_uri: subscribed.overrideUrl,
        }),
      ],
    },
  };
}
