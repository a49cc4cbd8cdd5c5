import { parseJson } from "@casement/cloud-api";

/** One of the two that are compared: Meta, or an emulator. */
export interface Side {
  /** `https://graph.facebook.com`, without a slash at its end. */
  readonly apiUrl: string;
  /** `v23.0`. */
  readonly version: string;
  readonly token: string;
  readonly numberId: string;
  readonly accountId: string;
  /** In place of the network: an emulator without a port. */
  readonly fetch: (request: Request) => Promise<Response>;
}

/** A request that is made of both sides, with the ids of each. */
export interface Case {
  readonly name: string;
  readonly method: "GET" | "POST";
  /** After the version: `/PN/settings`, in which `PN` and `WABA` stand for ids. */
  readonly path: string;
  readonly body?: (side: Side) => unknown;
  /** Left out: the side's own. `null`: none at all. */
  readonly token?: string | null;
  /** Members that only some numbers and accounts have, by their paths: nothing is said of them. */
  readonly sometimes?: readonly string[];
  /** Why the two are known to differ here; DIFFERENCES.md says the same. */
  readonly known?: string;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  /** `undefined` if it is not JSON. */
  readonly body: unknown;
}

export async function ask(side: Side, asked: Case): Promise<Answered> {
  const path = asked.path
    .replace("/PN", `/${side.numberId}`)
    .replace("/WABA", `/${side.accountId}`);
  const token = asked.token === undefined ? side.token : asked.token;
  const body = asked.body?.(side);
  const request = new Request(`${side.apiUrl}/${side.version}${path}`, {
    method: asked.method,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const response = await side.fetch(request);
  return {
    status: response.status,
    headers: response.headers,
    body: parsed(await response.text()),
  };
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
