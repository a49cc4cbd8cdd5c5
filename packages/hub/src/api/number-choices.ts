import { HOUR_MS } from "@casement/engine";
import { z } from "zod";
import { updateOptInRequired } from "../numbers/number-store.ts";
import { putUnknownAppointments } from "../sending/unknown-draft-store.ts";
import {
  AFTER_HOURS_MAX,
  policyFor,
  UNKNOWN_CHOICES,
  type UnknownPolicy,
} from "../sending/unknown-policy.ts";
import { replaceUnknownPolicies, selectUnknownPolicies } from "../sending/unknown-policy-store.ts";
import type { ApiSurroundings } from "./api.ts";
import { NumberSettingsShape } from "./management-shapes.ts";
import { reachedNumbers } from "./reach.ts";
import { NO_BODY, NO_FIELDS, NumberId, oneOf, type Route, route } from "./route.ts";

/** What somebody chose for a number: how it is to act where there is more than one way. */
export function numberChoiceRoutes(api: ApiSurroundings): Route[] {
  return [show(api), change(api)];
}

const NumberParams = z.object({ number_id: NumberId });

function show(api: ApiSurroundings): Route {
  return route({
    method: "GET",
    path: "/numbers/{number_id}/settings",
    summary:
      "What was chosen for a number: drafts that stay unknown, and whether it asks for opt-ins",
    scope: "numbers:read",
    params: NumberParams,
    query: NO_FIELDS,
    body: NO_BODY,
    answer: oneOf(NumberSettingsShape),
    async run({ key, params: { number_id: numberId } }) {
      reachedNumbers(key, numberId);
      return { body: { data: await settingsOf(api, numberId) } };
    },
  });
}

const Hours = z.int().min(1).max(AFTER_HOURS_MAX);
const HELD = { policy: z.literal("hold") };
const ACTING = {
  policy: z.enum(UNKNOWN_CHOICES).exclude(["hold"]),
  after_hours: Hours.meta({ description: "How long a status is waited for first." }),
};
const Name = z.string().min(1).max(512);

const Unknown = z.discriminatedUnion("policy", [
  z.strictObject({ ...HELD, after_hours: z.null().optional(), templates: templates() }),
  z.strictObject({ ...ACTING, templates: templates() }),
]);
const Change = z.strictObject({
  unknown_drafts: Unknown.optional(),
  opt_in_required: z.boolean().optional().meta({
    description: "Templates go out of the window only to customers who agreed to their category.",
  }),
});

function templates() {
  return z
    .array(
      z.discriminatedUnion("policy", [
        z.strictObject({ ...HELD, after_hours: z.null().optional(), name: Name }),
        z.strictObject({ ...ACTING, name: Name }),
      ]),
    )
    .max(500)
    .refine(
      (all) => new Set(all.map((one) => one.name)).size === all.length,
      "names a template twice",
    )
    .default([])
    .meta({ description: "What is done otherwise with drafts of these templates." });
}

/**
 * `PATCH /numbers/:number_id/settings`: what is left out stays. What it says of unknown drafts
 * holds for those that are unknown already.
 */
function change(api: ApiSurroundings): Route {
  return route({
    method: "PATCH",
    path: "/numbers/{number_id}/settings",
    summary: "Chooses what becomes of drafts that stay unknown, and whether it asks for opt-ins",
    scope: "numbers:write",
    params: NumberParams,
    query: NO_FIELDS,
    body: Change,
    answer: oneOf(NumberSettingsShape),
    async run({ key, params: { number_id: numberId }, body }) {
      reachedNumbers(key, numberId);
      const { unknown_drafts: chosen, opt_in_required: optInRequired } = body;
      if (chosen !== undefined) await chooseForUnknown(api, numberId, chosen);
      if (optInRequired !== undefined) {
        await updateOptInRequired(api.db, { numberId, optInRequired });
        await api.gate.directory.changed();
      }
      return { body: { data: await settingsOf(api, numberId) } };
    },
  });
}

async function chooseForUnknown(
  { db, clock, appointmentsMade }: ApiSurroundings,
  numberId: bigint,
  chosen: Choice,
): Promise<void> {
  const policies = [
    policyFrom("", chosen),
    ...chosen.templates.map((one) => policyFrom(one.name, one)),
  ];
  await replaceUnknownPolicies(db, numberId, policies);
  await putUnknownAppointments(db, numberId, clock.now());
  appointmentsMade(numberId);
}

type Choice = z.output<typeof Unknown>;

function policyFrom(
  template: string,
  { policy, after_hours: hours }: Pick<Choice, "policy" | "after_hours">,
): UnknownPolicy {
  return { template, choice: policy, afterMs: (hours ?? 0) * HOUR_MS };
}

async function settingsOf(
  { db, gate }: ApiSurroundings,
  numberId: bigint,
): Promise<NumberSettingsShape> {
  const policies = await selectUnknownPolicies(db, numberId);
  const own = policies.filter((one) => one.template !== "");
  return {
    unknown_drafts: {
      ...choiceShape(policyFor(policies, undefined)),
      templates: own.map((one) => ({ name: one.template, ...choiceShape(one) })),
    },
    opt_in_required: gate.directory.number(numberId)?.optInRequired ?? false,
  };
}

function choiceShape({ choice, afterMs }: UnknownPolicy): {
  policy: UnknownPolicy["choice"];
  after_hours: number | null;
} {
  return { policy: choice, after_hours: choice === "hold" ? null : afterMs / HOUR_MS };
}
