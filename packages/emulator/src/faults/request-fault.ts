import { graphError } from "@casement/cloud-api";
import { objectIn, textIn } from "../json.ts";
import { leave } from "../messages/leave.ts";
import type { Platform } from "../platform.ts";
import type { Answer } from "../server/call.ts";
import { ConnectionDropped } from "./connection-dropped.ts";
import { type FaultSubject, faultMs, faultsFor } from "./faults-for.ts";
import { handedOut } from "./garbled-file.ts";

/** A request to the Graph API, as a rule sees it, and how it is answered if nothing goes wrong. */
export interface AskedRequest {
  readonly platform: Platform;
  readonly isAboutMedia: boolean;
  readonly subject: FaultSubject;
  readonly answer: () => Promise<Answer | Response>;
}

/**
 * Answers a request as the faults want it: late, wrongly, or not at all.
 *
 * Waiting is done in the machine's time: who asks waits in it too, and a clock that stands would
 * never let them go on.
 */
export async function answerWithFaults(asked: AskedRequest): Promise<Answer | Response> {
  const { platform, subject } = asked;
  const { world } = platform;
  if (world.faults.rules.length === 0) return asked.answer();
  const faults = [
    ...faultsFor(world, "request", subject, BEFORE),
    ...(asked.isAboutMedia ? faultsFor(world, "media", subject, BEFORE) : []),
  ];
  let dropsAfter = false;
  for (const fault of faults) {
    if ("delay" in fault) await pause(platform, faultMs(fault.delay));
    if ("hang" in fault) {
      await pause(platform, faultMs(fault.hang));
      throw new ConnectionDropped();
    }
    if ("drop" in fault) throw new ConnectionDropped();
    if ("close" in fault && fault.close === "before_accept") throw new ConnectionDropped();
    if ("close" in fault) dropsAfter = true;
    if ("http" in fault) return new Response("", { status: fault.http });
    if ("error" in fault) return graphError(fault.error, { details: fault.details });
  }
  const answer = await asked.answer();
  await tellBeforeResponse(asked, answer);
  if (dropsAfter) throw new ConnectionDropped();
  return answer instanceof Response ? handedOut(world, subject, answer) : answer;
}

/** Lets the message go at once, and waits until the business has heard of it. */
async function tellBeforeResponse(
  { platform, subject }: AskedRequest,
  answer: Answer | Response,
): Promise<void> {
  if (answer instanceof Response) return;
  const messages = objectIn(answer.body)?.["messages"];
  const wamid = textIn(objectIn(Array.isArray(messages) ? messages[0] : undefined)?.["id"]);
  if (wamid === undefined) return;
  const { world } = platform;
  const asked = [
    ...faultsFor(world, "request", subject, EARLY),
    ...faultsFor(world, "status", { ...subject, status: "sent", wamid }, EARLY),
    ...faultsFor(world, "webhook", { ...subject, field: "messages", status: "sent" }, EARLY),
  ];
  if (asked.length === 0) return;
  const isSending = Object.values(world.agenda).some(
    (action) => action.kind === "status" && action.wamid === wamid && action.status === "sent",
  );
  if (!isSending) return;
  platform.strike((action) => action.kind === "status" && action.wamid === wamid);
  leave(platform, wamid);
  await platform.quiet();
}

function pause({ machine }: Platform, ms: number): Promise<void> {
  return new Promise((resolve) => {
    machine.after(ms, resolve);
  });
}

const BEFORE = ["delay", "hang", "drop", "close", "http", "error"] as const;
const EARLY = ["before_response"] as const;
