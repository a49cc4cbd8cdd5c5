import type { ProblemShape } from "@casement/hub/api";
import { Refused } from "./refused.ts";

/** Asks `/api/v1` and gives what it answers under `data`. */
export async function ask<Data>(
  method: "GET" | "POST" | "PATCH" | "DELETE",
  path: string,
  body?: object,
): Promise<Data> {
  const response = await fetch(`/api/v1${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  const told: { data: Data } & Partial<ProblemShape> = await response.json().catch(() => ({}));
  if (response.ok) return told.data;
  throw new Refused(response.status, told.error ?? NO_REASON);
}

const NO_REASON = { code: "unknown", message: "The hub answered with an error and no reason." };
