import type { Answer, Call } from "../../server/call.ts";
import { clockReport } from "./clock-report.ts";

/** `GET /emulator`: the world in brief, its secrets included: they are made up, and tests ask. */
export function showEmulator({ platform }: Call): Answer {
  const { world } = platform;
  const number = Object.values(world.numbers)[0];
  return {
    status: 200,
    body: {
      name: world.name,
      seed: world.seed,
      ...world.secrets,
      appId: world.app.id,
      portfolioId: world.portfolioId,
      wabaId: number?.accountId,
      phoneNumberId: number?.id,
      displayPhoneNumber: number?.display,
      webhook: world.app.subscription?.callbackUrl ?? null,
      windowErrors: world.windowErrors,
      webhookRetries: world.webhookRetries,
      clock: clockReport(platform),
      counts: {
        customers: Object.keys(world.customers).length,
        messages: Object.keys(world.messages).length,
        templates: Object.keys(world.templates).length,
        webhooks: Object.keys(world.posts).length,
        due: Object.keys(world.agenda).length,
      },
    },
  };
}
