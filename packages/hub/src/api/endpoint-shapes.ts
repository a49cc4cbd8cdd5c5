import { z } from "zod";
import { NATIVE_KINDS } from "../events/native-event.ts";

// The shapes of `/api/v1` for programs of the business that get what Meta posts, or our own events.

export const NativeKindShape = z.enum(NATIVE_KINDS);
export type NativeKindShape = z.infer<typeof NativeKindShape>;

/**
 * A program that posts are forwarded to, or that gets events of the hub's. Its secret is shown when
 * it is made, and then no more.
 */
export const EndpointShape = z.object({
  endpoint_id: z.string(),
  name: z.string(),
  url: z.string(),
  /** Null: of the whole installation. */
  account_id: z.string().nullable(),
  /** Null: every number of the account, and what Meta posts about the account itself. */
  number_ids: z.array(z.string()).nullable(),
  /** The events that it gets, in the form of Standard Webhooks; null: it gets Meta's posts. */
  events: z.array(NativeKindShape).nullable(),
  created_at: z.iso.datetime(),
  /** The first failure since something last arrived there; null: what came last arrived. */
  failing_since: z.iso.datetime().nullable(),
  /** Since when nothing is tried; null: it is not paused. */
  paused_at: z.iso.datetime().nullable(),
  paused_why: z.string().nullable(),
});
export type EndpointShape = z.infer<typeof EndpointShape>;

/** An endpoint with its secret, the one time that `secret` is shown. */
export const NewEndpointShape = EndpointShape.extend({ secret: z.string() });
export type NewEndpointShape = z.infer<typeof NewEndpointShape>;

/** What became of one post, or one event, on its way to an endpoint. */
export const DeliveryShape = z.object({
  number_id: z.string(),
  /** The post's id, or the event's: its `webhook-id`. */
  post_id: z.string(),
  /** Of an event: its place among the number's. Null: it is a post. */
  position: z.number().nullable(),
  /** Of an event: the thread that it is of. It waits until the one before it has ended. */
  thread_id: z.string().nullable(),
  state: z.enum(["waiting", "delivered", "failed"]),
  attempts: z.number(),
  /** Of the last attempt; null: there was none, or no answer. */
  answer_status: z.number().nullable(),
  /** Why the last attempt failed; null: it did not. */
  failure: z.string().nullable(),
  created_at: z.iso.datetime(),
  tried_at: z.iso.datetime().nullable(),
  /** When it is tried next; null: not before another has ended, its endpoint goes on, or never. */
  next_at: z.iso.datetime().nullable(),
});
export type DeliveryShape = z.infer<typeof DeliveryShape>;
