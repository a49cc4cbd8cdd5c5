import { parseJson } from "../json.ts";

/**
 * The body of a request as Meta takes it: JSON `null` is as good as nothing (SDKs write it for what
 * was not given), and an object may come as the JSON of one, as a form has it.
 */
export function requestBody(body: unknown): Readonly<Record<string, unknown>> {
  const plain = withoutNulls(body);
  if (!isRecord(plain)) return {};
  if (!Object.values(plain).some(isFolded)) return plain;
  return Object.fromEntries(
    Object.entries(plain).map(([key, value]) => [key, withoutNulls(unfolded(value))]),
  );
}

function withoutNulls(value: unknown): unknown {
  return holdsNull(value, 0) ? copyWithoutNulls(value, 0) : value;
}

/** Most bodies hold none, and to copy one costs more than to look through it. */
function holdsNull(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || depth > DEPTH_MAX) return false;
  if (value === null) return true;
  return Object.values(value).some((member) => holdsNull(member, depth + 1));
}

/** Below a key of `OPAQUE` is what the business tells its own flow: there `null` is a value. */
function copyWithoutNulls(value: unknown, depth: number): unknown {
  if (depth > DEPTH_MAX) return value;
  if (Array.isArray(value)) return value.map((item) => copyWithoutNulls(item, depth + 1));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([key, member]) => [
        key,
        OPAQUE.has(key) ? member : copyWithoutNulls(member, depth + 1),
      ]),
  );
}

function unfolded(value: unknown): unknown {
  if (!isFolded(value)) return value;
  try {
    return parseJson(value);
  } catch {
    return value;
  }
}

function isFolded(value: unknown): value is string {
  return typeof value === "string" && /^\s*[[{]/.test(value);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const OPAQUE: ReadonlySet<string> = new Set(["flow_action_payload", "flow_action_data"]);
const DEPTH_MAX = 64;
