import { type GraphError, graphError } from "@casement/cloud-api";
import { type Json, textIn } from "../../json.ts";
import { type Answer, type Call, SUCCESS } from "../../server/call.ts";
import { askedFields } from "../../server/field-query.ts";
import { listIn, notAmong, productFault, tooLong, wrong } from "../../server/parameter-fault.ts";
import { type BusinessProfile, profileOf } from "../../world/business-profile.ts";
import type { World } from "../../world/world.ts";
import { numberIn } from "./nodes.ts";

/** `GET /PN/whatsapp_business_profile`: what customers see of the business; a list of one. */
export function getProfile(call: Call): Answer {
  const profile: Json = { ...profileOf(call.platform.world, numberIn(call)) };
  const asked = askedFields(call.parameters["fields"])?.map(({ name }) => name) ?? FIELDS;
  const chosen = Object.fromEntries(
    asked.filter((name) => Object.hasOwn(profile, name)).map((name) => [name, profile[name]]),
  );
  return { status: 200, body: { data: [{ ...chosen, messaging_product: "whatsapp" }] } };
}

/** `POST /PN/whatsapp_business_profile`: changes what is named, and leaves the rest. */
export function changeProfile(call: Call): Answer {
  const { platform, parameters } = call;
  const fault = productFault(parameters) ?? profileFault(platform.world, parameters);
  if (fault !== undefined) return fault;
  const number = numberIn(call);
  const profile: BusinessProfile = { ...profileOf(platform.world, number) };
  for (const [name] of LENGTHS) {
    const text = parameters[name];
    if (typeof text !== "string") continue;
    if (text === "") delete profile[name];
    else profile[name] = text;
  }
  const vertical = textIn(parameters["vertical"]);
  if (vertical !== undefined) profile.vertical = vertical.toUpperCase();
  if (isGiven(parameters["websites"])) setWebsites(profile, parameters["websites"]);
  const handle = textIn(parameters["profile_picture_handle"]);
  if (handle !== undefined) profile.profile_picture_url = pictureUrl(handle);
  platform.world.profiles[number.id] = profile;
  return SUCCESS;
}

function setWebsites(profile: BusinessProfile, given: unknown): void {
  const websites = listIn(given).map(String);
  if (websites.length === 0) delete profile.websites;
  else profile.websites = websites;
}

function profileFault(world: World, parameters: Json): GraphError | undefined {
  for (const [name, max] of LENGTHS) {
    const text = parameters[name];
    if (isGiven(text) && typeof text !== "string") return wrong(name, "must be a string.");
    if (typeof text === "string" && text.length > max) return tooLong(name, max);
  }
  if (parameters["about"] === "") return wrong("about", "cannot be empty.");
  const email = textIn(parameters["email"]);
  if (email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(email)) {
    return wrong("email", "must be a valid email address.");
  }
  const vertical = textIn(parameters["vertical"]);
  if (vertical !== undefined && !VERTICALS.includes(vertical.toUpperCase())) {
    return notAmong("vertical", VERTICALS, vertical);
  }
  return websitesFault(parameters["websites"]) ?? pictureFault(world, parameters);
}

function websitesFault(given: unknown): GraphError | undefined {
  const websites = listIn(given);
  if (websites.length > WEBSITES_MAX) {
    return wrong("websites", `must have at most ${WEBSITES_MAX} elements.`);
  }
  const isWrong = websites.some(
    (one) => typeof one !== "string" || one.length > WEBSITE_LENGTH_MAX || !URL.canParse(one),
  );
  return isWrong ? wrong("websites", "must be valid URLs of at most 256 characters.") : undefined;
}

/** A picture comes by the handle of an upload that is whole. */
function pictureFault(world: World, parameters: Json): GraphError | undefined {
  const handle = textIn(parameters["profile_picture_handle"]);
  const isKnown = Object.values(world.uploads).some((upload) => upload.handle === handle);
  if (handle === undefined || isKnown) return undefined;
  return graphError(131_009, { details: "profile_picture_handle: no upload has this handle" });
}

/** It shows that there is a picture; nothing is served there. */
function pictureUrl(handle: string): string {
  const name = Buffer.from(handle).toString("base64url").slice(-24);
  return `https://pps.whatsapp.net/v/t61.24694-24/${name}.jpg`;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

type ProfileText = "about" | "address" | "description" | "email";

const LENGTHS: readonly (readonly [ProfileText, number])[] = [
  ["about", 139],
  ["address", 256],
  ["description", 512],
  ["email", 128],
];

const FIELDS: readonly string[] = [
  "about",
  "address",
  "description",
  "email",
  "profile_picture_url",
  "websites",
  "vertical",
];

const VERTICALS: readonly string[] = [
  "OTHER",
  "AUTO",
  "BEAUTY",
  "APPAREL",
  "EDU",
  "ENTERTAIN",
  "EVENT_PLAN",
  "FINANCE",
  "GROCERY",
  "GOVT",
  "HOTEL",
  "HEALTH",
  "NONPROFIT",
  "PROF_SERVICES",
  "RETAIL",
  "TRAVEL",
  "RESTAURANT",
  "ALCOHOL",
  "ONLINE_GAMBLING",
  "PHYSICAL_GAMBLING",
  "OTC_DRUGS",
  "MATRIMONY_SERVICE",
  "UNDEFINED",
  "NOT_A_BIZ",
];

const WEBSITES_MAX = 2;
const WEBSITE_LENGTH_MAX = 256;
