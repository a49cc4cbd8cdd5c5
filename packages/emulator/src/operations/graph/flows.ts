import { type GraphError, graphError } from "@casement/cloud-api";
import { DAY_MS, later } from "@casement/engine";
import { flowFaults } from "../../flows/flow-json.ts";
import { newMediumId } from "../../ids.ts";
import type { Json } from "../../json.ts";
import type { Platform } from "../../platform.ts";
import { type Answer, type Call, SUCCESS } from "../../server/call.ts";
import { chosenFields } from "../../server/fields.ts";
import { page } from "../../server/paging.ts";
import { flagIn, listIn, missing, notAmong, wordIn } from "../../server/parameter-fault.ts";
import { sendWebhook } from "../../webhooks/send-webhook.ts";
import { type Flow, flowById, flowsOf } from "../../world/flow.ts";
import { ACCOUNT_FIELDS, accountIn, accountNode } from "./nodes.ts";

/** `POST /WABA/flows`: a flow, empty, a copy of another, or with its JSON and published at once. */
export function createFlow(call: Call): Answer {
  const { platform, parameters } = call;
  const account = accountIn(call);
  const name = wordIn(parameters["name"]);
  if (name === undefined) return missing("name");
  const categories = listIn(parameters["categories"]).map(String);
  if (categories.length === 0) return missing("categories");
  const wrongOne = categories.find((one) => !CATEGORIES.includes(one));
  if (wrongOne !== undefined) return notAmong("categories", CATEGORIES, wrongOne);
  const isTaken = flowsOf(platform.world, account.id).some((flow) => flow.name === name);
  if (isTaken) return graphError(139_000, nameTaken(name));
  const cloned = wordIn(parameters["clone_flow_id"]);
  const source = cloned === undefined ? undefined : flowById(platform.world, cloned);
  const json = wordIn(jsonText(parameters["flow_json"])) ?? source?.json ?? null;
  const flow: Flow = {
    id: newMediumId(platform.ids),
    accountId: account.id,
    name,
    categories,
    status: "DRAFT",
    endpointUri: wordIn(parameters["endpoint_uri"]) ?? source?.endpointUri ?? null,
    json,
    faults: json === null ? [] : flowFaults(json),
  };
  platform.world.flows[flow.id] = flow;
  tellFlow(platform, flow, undefined);
  const wantsPublished = flagIn(parameters["publish"]) === true;
  const isPublished = wantsPublished && publish(platform, flow) === undefined;
  return {
    status: 200,
    body: {
      id: flow.id,
      ...((json !== null || wantsPublished) && {
        success: !wantsPublished || isPublished,
        validation_errors: flow.faults,
      }),
    },
  };
}

/** `GET /WABA/flows`: the flows of an account. */
export function listFlows(call: Call): Answer {
  const { platform, parameters } = call;
  const nodes = flowsOf(platform.world, accountIn(call).id).map((flow) =>
    chosenFields(flowNode(platform, flow), parameters["fields"], LISTED),
  );
  return { status: 200, body: page(call, nodes) };
}

/** `GET /FLOW`: one flow. */
export function getFlow(call: Call): Answer {
  const { platform, parameters } = call;
  const node = flowNode(platform, flowIn(call));
  return { status: 200, body: chosenFields(node, parameters["fields"], LISTED) };
}

/** `POST /FLOW`: another name, other categories, another endpoint. */
export function changeFlow(call: Call): Answer {
  const { parameters } = call;
  const flow = flowIn(call);
  const categories = listIn(parameters["categories"]).map(String);
  const wrongOne = categories.find((one) => !CATEGORIES.includes(one));
  if (wrongOne !== undefined) return notAmong("categories", CATEGORIES, wrongOne);
  flow.name = wordIn(parameters["name"]) ?? flow.name;
  if (categories.length > 0) flow.categories = categories;
  flow.endpointUri = wordIn(parameters["endpoint_uri"]) ?? flow.endpointUri;
  return SUCCESS;
}

/** `DELETE /FLOW`: only a draft can go. */
export function deleteFlow(call: Call): Answer {
  const flow = flowIn(call);
  if (flow.status !== "DRAFT") return flowError("Flow can't be deleted", NOT_A_DRAFT);
  delete call.platform.world.flows[flow.id];
  return SUCCESS;
}

/** `GET /FLOW/assets`: its JSON, as a file. */
export function listFlowAssets(call: Call): Answer {
  const flow = flowIn(call);
  const asset = {
    name: "flow.json",
    asset_type: "FLOW_JSON",
    download_url: `https://mmg.whatsapp.net/m1/v/t24/flow/${flow.id}.json`,
  };
  return { status: 200, body: page(call, flow.json === null ? [] : [asset]) };
}

/** `POST /FLOW/assets`: the JSON, as a file in a form. Its faults are told, and it is kept. */
export function uploadFlowAsset(call: Call): Answer {
  const { parameters, file } = call;
  const flow = flowIn(call);
  const type = wordIn(parameters["asset_type"]);
  if (type !== "FLOW_JSON") return notAmong("asset_type", ["FLOW_JSON"], type);
  if (wordIn(parameters["name"]) === undefined) return missing("name");
  if (file === undefined) return missing("file");
  if (flow.status !== "DRAFT") return flowError("Flow can't be updated", NOT_A_DRAFT);
  flow.json = new TextDecoder().decode(file.bytes);
  flow.faults = flowFaults(flow.json);
  return { status: 200, body: { success: true, validation_errors: flow.faults } };
}

/** `POST /FLOW/publish`: from now on it can be sent, and not be changed. */
export function publishFlow(call: Call): Answer {
  return publish(call.platform, flowIn(call)) ?? SUCCESS;
}

/** `POST /FLOW/deprecate`: it is sent no more. */
export function deprecateFlow(call: Call): Answer {
  const flow = flowIn(call);
  if (flow.status !== "PUBLISHED") {
    return flowError("Flow can't be deprecated", "Only a published flow can be deprecated.");
  }
  setStatus(call.platform, flow, "DEPRECATED");
  return SUCCESS;
}

/** `POST /WABA/migrate_flows`: copies flows of another account here. */
export function migrateFlows(call: Call): Answer {
  const { platform, parameters } = call;
  const { world } = platform;
  const account = accountIn(call);
  const sourceId = wordIn(parameters["source_waba_id"]);
  if (sourceId === undefined) return missing("source_waba_id");
  const sources = flowsOf(world, sourceId);
  const names = listIn(parameters["source_flow_names"]).map(String);
  const wanted = names.length === 0 ? sources.map(({ name }) => name) : names;
  const migrated: Json[] = [];
  const failed: Json[] = [];
  for (const name of wanted) {
    const source = sources.find((flow) => flow.name === name);
    if (source === undefined) {
      failed.push({ source_name: name, error_code: "4233041", error_message: NOT_IN_SOURCE });
      continue;
    }
    const copy: Flow = {
      ...source,
      id: newMediumId(platform.ids),
      accountId: account.id,
      status: "DRAFT",
    };
    world.flows[copy.id] = copy;
    migrated.push({ source_name: name, source_id: source.id, migrated_id: copy.id });
  }
  return { status: 200, body: { migrated_flows: migrated, failed_flows: failed } };
}

function publish(platform: Platform, flow: Flow): GraphError | undefined {
  if (flow.status !== "DRAFT") return flowError("Flow can't be published", NOT_A_DRAFT);
  if (flow.json === null || flow.faults.length > 0) {
    return flowError("Flow can't be published", "The flow has no JSON, or one with errors.");
  }
  setStatus(platform, flow, "PUBLISHED");
  return undefined;
}

function setStatus(platform: Platform, flow: Flow, status: Flow["status"]): void {
  const before = flow.status;
  flow.status = status;
  tellFlow(platform, flow, before);
}

function tellFlow(platform: Platform, flow: Flow, before: Flow["status"] | undefined): void {
  const { name, status } = flow;
  const message =
    before === undefined
      ? `Flow ${name} has been created with ${status} status`
      : `Flow ${name} changed status from ${before} to ${status}`;
  sendWebhook(platform, flow.accountId, {
    field: "flows",
    value: {
      event: "FLOW_STATUS_CHANGE",
      message,
      flow_id: flow.id,
      ...(before !== undefined && { old_status: before }),
      new_status: status,
    },
  });
}

function flowIn({ platform, path }: Call): Flow {
  const flow = flowById(platform.world, path["FLOW"] ?? "");
  if (flow === undefined) throw new Error("the route needs a flow in its path");
  return flow;
}

function flowNode(platform: Platform, flow: Flow): Json {
  const { world, clock } = platform;
  const account = world.accounts[flow.accountId];
  const expiresAt = new Date(later(clock.now(), PREVIEW_LIFE_MS)).toISOString().slice(0, 19);
  return {
    name: flow.name,
    status: flow.status,
    categories: flow.categories,
    validation_errors: flow.faults,
    json_version: wordInJson(flow.json, "version"),
    data_api_version: wordInJson(flow.json, "data_api_version"),
    data_channel_uri: flow.endpointUri,
    endpoint_uri: flow.endpointUri,
    preview: {
      preview_url: `https://business.facebook.com/wa/manage/flows/${flow.id}/preview/`,
      expires_at: `${expiresAt}+0000`,
    },
    whatsapp_business_account:
      account && chosenFields(accountNode(world, account), undefined, ACCOUNT_FIELDS),
    application: {
      id: world.app.id,
      link: `https://www.facebook.com/games/?app_id=${world.app.id}`,
      name: world.app.name,
    },
    health_status: {
      can_send_message: flow.status === "PUBLISHED" ? "AVAILABLE" : "BLOCKED",
      entities: [
        { entity_type: "FLOW", id: flow.id, can_send_message: "AVAILABLE" },
        { entity_type: "WABA", id: flow.accountId, can_send_message: "AVAILABLE" },
        { entity_type: "BUSINESS", id: world.portfolioId, can_send_message: "AVAILABLE" },
        { entity_type: "APP", id: world.app.id, can_send_message: "AVAILABLE" },
      ],
    },
    id: flow.id,
  };
}

/** A word at the top of a flow's JSON, which may not be whole. */
function wordInJson(json: string | null, name: string): string | undefined {
  return new RegExp(`"${name}"\\s*:\\s*"([^"]*)"`).exec(json ?? "")?.[1];
}

/** In JSON it may come as an object where its text is wanted. */
function jsonText(value: unknown): unknown {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}

function flowError(title: string, message: string): GraphError {
  return graphError(100, {
    message: "(#100) Invalid parameter",
    userTitle: title,
    userMessage: message,
  });
}

function nameTaken(name: string): { message: string; status: number } {
  return { message: `(#139000) Flow name '${name}' is not unique`, status: 400 };
}

const LISTED: readonly string[] = ["name", "status", "categories", "validation_errors"];
const CATEGORIES: readonly string[] = [
  "SIGN_UP",
  "SIGN_IN",
  "APPOINTMENT_BOOKING",
  "LEAD_GENERATION",
  "CONTACT_US",
  "CUSTOMER_SUPPORT",
  "SURVEY",
  "SHOPPING",
  "OTHER",
];
const NOT_A_DRAFT = "The flow is not a draft any more.";
const NOT_IN_SOURCE = "Flows Migration Error: Flow name not found in source WABA.";
const PREVIEW_LIFE_MS: number = 30 * DAY_MS;
