import { graphJson } from "@casement/cloud-api";
import { type Instant, instantFromMs } from "@casement/engine";

/** One notice of a post, as far as the wire looks at it. */
export type Notice =
  | { readonly kind: "message"; readonly id: string; readonly from: string; readonly at: Instant }
  | {
      readonly kind: "status";
      readonly id: string;
      readonly status: string;
      readonly recipient: string;
      readonly at: Instant;
    };

/** What a post tells, but for notices that say no moment. */
export function noticesIn(body: string): Notice[] {
  const { entry } = JSON.parse(body);
  const values: Value[] = entry.flatMap((one: { changes: { value: Value }[] }) =>
    one.changes.map(({ value }) => value),
  );
  const isDated = (one: { readonly timestamp: string }): boolean => /^\d+$/.test(one.timestamp);
  return values.flatMap(({ messages = [], statuses = [] }): Notice[] => [
    ...messages.filter(isDated).map(({ id, from, timestamp }): Notice => {
      return { kind: "message", id, from, at: momentOf(timestamp) };
    }),
    ...statuses
      .filter(isDated)
      .map(({ id, status, recipient_id: recipient, timestamp }): Notice => {
        return { kind: "status", id, status, recipient, at: momentOf(timestamp) };
      }),
  ]);
}

/** Many posts as one: Meta puts up to a thousand changes into a post. */
export function joinedBody(bodies: readonly string[]): string {
  const entries = bodies.flatMap((body) => JSON.parse(body).entry);
  return graphJson({ object: "whatsapp_business_account", entry: entries });
}

/** The report `sent` of a message as a report that it failed, of the same second. */
export function failedBody(sent: string): string {
  const body = JSON.parse(sent);
  const { value } = body.entry[0].changes[0];
  const { conversation: _conversation, pricing: _pricing, ...status } = value.statuses[0];
  const errors = [{ code: 131_026, title: "Message undeliverable" }];
  value.statuses = [{ ...status, status: "failed", errors }];
  return graphJson(body);
}

interface Value {
  readonly messages?: readonly {
    readonly id: string;
    readonly from: string;
    readonly timestamp: string;
  }[];
  readonly statuses?: readonly {
    readonly id: string;
    readonly status: string;
    readonly recipient_id: string;
    readonly timestamp: string;
  }[];
}

function momentOf(timestamp: string): Instant {
  return instantFromMs(Number(timestamp) * 1_000);
}
