import { randomStateFromSeed } from "../random.ts";
import type { WebhookRetries } from "../webhooks/retry-schedule.ts";
import { WEBHOOK_FIELDS } from "../webhooks/webhook-fields.ts";
import { noBusinessRecords } from "./business-records.ts";
import { defaultTemplates } from "./default-templates.ts";
import { noEnforcementRecords } from "./enforcement-records.ts";
import type { Secrets, World } from "./world.ts";

/** What a world starts from. A reset makes the same world from the same origin. */
export interface Origin {
  readonly name: string;
  readonly seed: number;
  /** Which world of the emulator it is: 0 for the default one. Its ids follow from it. */
  readonly index: number;
  readonly secrets: Secrets;
  readonly windowErrors: "async" | "sync";
  readonly webhookRetries: WebhookRetries;
  readonly webhook: string | undefined;
}

/** The ids of a world: the default one's are as documented, the others' follow at a distance. */
export function worldIds(index: number): {
  appId: string;
  portfolioId: string;
  wabaId: string;
  phoneNumberId: string;
  firstTemplateId: number;
} {
  const base = FIRST_ID + index * IDS_PER_WORLD;
  return {
    appId: String(base + 1),
    portfolioId: String(base + 2),
    wabaId: String(base + 10),
    phoneNumberId: String(base + 20),
    firstTemplateId: base + 101,
  };
}

/** The world as it is before anything has happened in it. */
export function worldFromOrigin(origin: Origin): World {
  const ids = worldIds(origin.index);
  const phone = String(FIRST_PHONE + origin.index);
  const templates = defaultTemplates(ids.wabaId, ids.firstTemplateId);
  return {
    version: 2,
    name: origin.name,
    seed: origin.seed,
    random: {
      ids: randomStateFromSeed(origin.seed, "ids"),
      traces: randomStateFromSeed(origin.seed, "traces"),
      behaviour: randomStateFromSeed(origin.seed, "behaviour"),
    },
    secrets: origin.secrets,
    windowErrors: origin.windowErrors,
    webhookRetries: origin.webhookRetries,
    app: {
      id: ids.appId,
      name: "Casement emulator app",
      webhookVersion: null,
      subscription: subscriptionOf(origin),
    },
    portfolioId: ids.portfolioId,
    accounts: { [ids.wabaId]: accountOf(ids.wabaId) },
    numbers: { [ids.phoneNumberId]: numberOf(ids, phone) },
    templates: Object.fromEntries(templates.map((template) => [template.id, template])),
    customers: {},
    threads: {},
    messages: {},
    media: {},
    agenda: {},
    posts: {},
    usage: {},
    ...noBusinessRecords(),
    ...noEnforcementRecords(origin.seed),
    next: { action: 1, fact: 1, post: 1 },
  };
}

function subscriptionOf({ webhook, secrets }: Origin): World["app"]["subscription"] {
  if (webhook === undefined) return null;
  return { callbackUrl: webhook, verifyToken: secrets.verifyToken, fields: WEBHOOK_FIELDS };
}

function accountOf(id: string): World["accounts"][string] {
  return {
    id,
    name: "Example Store",
    timeZone: "UTC",
    currency: "USD",
    country: "US",
    namespace: "c0a5e4e7_0000_4000_8000_000000000010",
    subscribed: { overrideUrl: null },
  };
}

function numberOf(
  ids: { wabaId: string; phoneNumberId: string },
  phone: string,
): World["numbers"][string] {
  return {
    id: ids.phoneNumberId,
    accountId: ids.wabaId,
    phone,
    display: `+1 ${phone.slice(1, 4)}-${phone.slice(4, 7)}-${phone.slice(7)}`,
    verifiedName: "Example Store",
    quality: "GREEN",
    throughput: "HIGH",
    limitTier: "TIER_UNLIMITED",
  };
}

const FIRST_ID = 100_000_000_000_000;
const IDS_PER_WORLD = 1_000;
/** +1 555 010 0000: a number set aside for fiction, and the next ones for the other worlds. */
const FIRST_PHONE = 15_550_100_000;
