import { z } from "zod";

// The shapes of `/api/v1` for programs of the business that get what Meta posts.

/** A program that posts are forwarded to. Its secret is shown when it is made, and then no more. */
export const EndpointShape = z.object({
  endpoint_id: z.string(),
  name: z.string(),
  url: z.string(),
  /** Null: of the whole installation. */
  account_id: z.string().nullable(),
  /** Null: every number of the account, and what Meta posts about the account itself. */
  number_ids: z.array(z.string()).nullable(),
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

/** What became of one post on its way to an endpoint. */
export const DeliveryShape = z.object({
  number_id: z.string(),
  post_id: z.string(),
  state: z.enum(["waiting", "delivered", "failed"]),
  attempts: z.number(),
  /** Of the last attempt; null: there was none, or no answer. */
  answer_status: z.number().nullable(),
  /** Why the last attempt failed; null: it did not. */
  failure: z.string().nullable(),
  created_at: z.iso.datetime(),
  tried_at: z.iso.datetime().nullable(),
  /** When it is tried next; null: it is not, or its endpoint is paused. */
  next_at: z.iso.datetime().nullable(),
});
export type DeliveryShape = z.infer<typeof DeliveryShape>;
