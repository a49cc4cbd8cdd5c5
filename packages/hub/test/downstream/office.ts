import assert from "node:assert/strict";
import type { Log } from "@casement/hub";
import { type Beginning, type Business, begin } from "../flows/begin.ts";
import { postSigned } from "../flows/signed-post.ts";
import { openReceiver, type Receiver } from "./receiver.ts";

/** A business with a program of its own, to which the hub may post. */
export interface Office extends AsyncDisposable {
  readonly business: Business;
  readonly receiver: Receiver;
  /** Makes an endpoint at a path of the receiver. */
  endpoint(path: string, more?: object): Promise<Made>;
  /** The delivery log of an endpoint. */
  log(made: Made): Promise<Logged[]>;
  /** Changes an endpoint, and gives it as it is then. */
  change(made: Made, body: object): Promise<Shown>;
  /** The endpoint as it is listed. */
  shown(made: Made): Promise<Shown>;
  /** What came to a path of the receiver. */
  at(path: string): Receiver["got"];
  /** Posts to the hub as Meta does, and waits until the hub has nothing to do. */
  post(text: string): Promise<void>;
  /** Every line of the hub's log. */
  readonly logged: string[];
}

export interface Made {
  readonly endpoint_id: string;
  readonly secret: string;
}

export interface Shown {
  readonly url: string;
  readonly failing_since: string | null;
  readonly paused_at: string | null;
  readonly paused_why: string | null;
}

export interface Logged {
  readonly number_id: string;
  readonly post_id: string;
  readonly state: string;
  readonly attempts: number;
  readonly answer_status: number | null;
  readonly failure: string | null;
  readonly next_at: string | null;
}

export async function beginOffice(
  more: Pick<Beginning, "keeping" | "databaseThrough"> = {},
): Promise<Office> {
  const receiver = await openReceiver();
  const logged: string[] = [];
  const write = (what: string, fields: object = {}): void => {
    logged.push(JSON.stringify({ what, ...fields }));
  };
  const log: Log = { info: write, warn: write, error: write };
  const business = await begin({ endpointOrigins: [receiver.origin], log, ...more });
  const { ask } = business;
  const done = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const told = await ask(method, `/api/v1/endpoints${path}`, body);
    assert.equal(told.status, 200, JSON.stringify(told.body));
    return told.body.data;
  };
  const shown: Office["shown"] = async ({ endpoint_id: id }) => {
    const listed = (await done("GET", "")) as (Shown & Made)[];
    const found = listed.find((one) => one.endpoint_id === id);
    assert(found !== undefined);
    return found;
  };
  return {
    business,
    receiver,
    logged,
    endpoint: async (path, more = {}) =>
      (await done("POST", "", { name: path, url: `${receiver.origin}${path}`, ...more })) as Made,
    log: async (made) => (await done("GET", `/${made.endpoint_id}/deliveries`)) as Logged[],
    change: async (made, body) => (await done("PATCH", `/${made.endpoint_id}`, body)) as Shown,
    shown,
    at: (path) => receiver.got.filter((one) => one.path === path),
    async post(text) {
      assert.equal(await postSigned(business, Buffer.from(text)), 200);
      await business.clock.advanceBy(0);
    },
    async [Symbol.asyncDispose]() {
      await business[Symbol.asyncDispose]();
      await receiver[Symbol.asyncDispose]();
    },
  };
}

/** A message of a customer as Meta posts it, in Meta's own way of writing. */
export function messagePost(numberId: string, text: string, more: object = {}): string {
  return JSON.stringify(postOf([changeOf(numberId, text)], more)).replaceAll("/", "\\/");
}

export function changeOf(numberId: string, text: string): object {
  return {
    field: "messages",
    value: {
      messaging_product: "whatsapp",
      metadata: { display_phone_number: "15550001111", phone_number_id: numberId },
      contacts: [{ profile: { name: "Zoë" }, wa_id: "447700900001" }],
      messages: [
        {
          from: "447700900001",
          id: `wamid.${numberId}${text}`,
          timestamp: "1793610000",
          type: "text",
          text: { body: text },
        },
      ],
    },
  };
}

export function postOf(changes: readonly object[], more: object = {}): object {
  return {
    object: "whatsapp_business_account",
    entry: [{ id: "102290129340398", changes, ...more }],
  };
}
