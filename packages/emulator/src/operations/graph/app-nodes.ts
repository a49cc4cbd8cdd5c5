import { graphError } from "@casement/cloud-api";
import type { Answer, Call } from "../../server/call.ts";
import { chosenFields } from "../../server/fields.ts";

/** `GET /me`: whose token it is: the portfolio's system user. An app's own token is nobody's. */
export function getMe({ platform, parameters, headers, url }: Call): Answer {
  const { world } = platform;
  const isOfApp = [
    headers.get("authorization"),
    new URL(url).searchParams.get("access_token"),
  ].some((text) => text?.includes(`${world.app.id}|`) === true);
  if (isOfApp) return NOBODY;
  const node = { name: "Casement emulator system user", id: systemUserId(world.portfolioId) };
  return { status: 200, body: chosenFields(node, parameters["fields"], ["name"]) };
}

/** The system user of a portfolio: the one whose token a world starts with. */
export function systemUserId(portfolioId: string): string {
  return String(Number(portfolioId) + 1);
}

/** `GET /APP`: the app. */
export function getApp({ platform, parameters }: Call): Answer {
  const { app } = platform.world;
  const node = {
    category: "Business and pages",
    link: `https://www.facebook.com/games/?app_id=${app.id}`,
    name: app.name,
    id: app.id,
  };
  return {
    status: 200,
    body: chosenFields(node, parameters["fields"], ["category", "link", "name"]),
  };
}

const NOBODY: Answer = graphError(2500, {
  status: 400,
  message: "An active access token must be used to query information about the current user.",
});
