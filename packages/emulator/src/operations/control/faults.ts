import { z } from "zod";
import { FaultRule } from "../../faults/fault-rule.ts";
import type { Answer, Call } from "../../server/call.ts";
import { invalidBody } from "../../server/control-answer.ts";

const Rules = z.array(FaultRule).max(200);
/** A list, or a list under `data`, as `GET` answers it. */
const Wanted = z.union([Rules, z.object({ data: Rules }).transform(({ data }) => data)]);

/** `GET /emulator/faults`: the rules, each with how often it fitted and struck. */
export function listFaults({ platform }: Call): Answer {
  const data = platform.world.faults.rules.map(({ rule, seen, struck }) => ({
    ...rule,
    seen,
    struck,
  }));
  return { status: 200, body: { data } };
}

/** `PUT /emulator/faults`: these rules in place of those that were there, counted from nothing. */
export function setFaults(call: Call): Answer {
  const { body, platform } = call;
  const read = (Array.isArray(body) ? Rules : Wanted).safeParse(withoutCounts(body));
  if (!read.success) return invalidBody(read.error);
  platform.world.faults.rules = read.data.map((rule) => ({ rule, seen: 0, struck: 0 }));
  return listFaults(call);
}

/** `DELETE /emulator/faults`: nothing goes wrong any more. What is held back goes in its time. */
export function clearFaults(call: Call): Answer {
  call.platform.world.faults.rules = [];
  return listFaults(call);
}

/** What `GET` answered can be put again: the counts are taken off. */
function withoutCounts(body: unknown): unknown {
  const list = Array.isArray(body) ? body : Reflect.get(Object(body), "data");
  if (!Array.isArray(list)) return body;
  const rules = list.map((rule: unknown) => {
    if (typeof rule !== "object" || rule === null) return rule;
    return Object.fromEntries(
      Object.entries(rule).filter(([name]) => name !== "seen" && name !== "struck"),
    );
  });
  return Array.isArray(body) ? rules : { data: rules };
}
