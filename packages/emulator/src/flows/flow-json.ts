import { objectIn } from "../json.ts";
import type { FlowFault } from "../world/flow.ts";

/**
 * What is wrong with a flow's JSON at its top: it must be JSON, with a version and screens with
 * ids. What is in a screen is not looked at.
 */
export function flowFaults(text: string): FlowFault[] {
  const json = parsed(text);
  const top = objectIn(json);
  if (top === undefined)
    return [fault("INVALID_JSON", "JSON_SCHEMA_ERROR", "The JSON is not valid.")];
  const faults: FlowFault[] = [];
  if (typeof top["version"] !== "string") faults.push(absent("version", "$root"));
  const screens = top["screens"];
  if (!Array.isArray(screens) || screens.length === 0)
    return [...faults, absent("screens", "$root")];
  for (const [index, screen] of screens.entries()) {
    if (typeof objectIn(screen)?.["id"] !== "string") {
      faults.push(absent("id", `$root/screens/${index}`));
    }
  }
  return faults;
}

function absent(property: string, where: string): FlowFault {
  return fault(
    "REQUIRED_PROPERTY_MISSING",
    "JSON_SCHEMA_ERROR",
    `The required property "${property}" is missing at "${where}".`,
  );
}

function fault(error: string, error_type: string, message: string): FlowFault {
  return {
    error,
    error_type,
    message,
    line_start: 1,
    line_end: 1,
    column_start: 1,
    column_end: 1,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
