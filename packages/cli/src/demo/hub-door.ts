/** The hub as a program of the business's own finds it: over HTTP, with a key. */
export interface HubDoor {
  ask(method: "GET" | "POST", path: string, body?: object): Promise<unknown>;
}

export function hubDoor({ url, key }: { readonly url: string; readonly key: string }): HubDoor {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  return {
    async ask(method, path, body) {
      const init = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await fetch(`${url}${path}`, { method, headers, ...init });
      // Path and body may name a customer, and this ends on a screen or in a log.
      if (!answer.ok) throw new Error(`the hub answered ${method} with ${answer.status}`);
      return answer.json();
    },
  };
}

/** The list under `name` of an answer. */
export function listIn(answer: unknown, name: string): unknown[] {
  const list: unknown = Reflect.get(Object(answer), name);
  return Array.isArray(list) ? list : [];
}

/** The text under `name`, `undefined` if there is none. */
export function textIn(thing: unknown, name: string): string | undefined {
  const text: unknown = Reflect.get(Object(thing), name);
  return typeof text === "string" ? text : undefined;
}
