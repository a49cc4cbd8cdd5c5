import type { Admission } from "../access/admission.ts";
import type { EventSignal } from "../events/event-signal.ts";
import type { Gate } from "../sending/gate.ts";
import type { Sender } from "../sending/sender.ts";
import type { ContentOf } from "../sending/settle.ts";
import type { Surroundings } from "../surroundings.ts";

/**
 * What the routes of `/api/v1` are given: the hub's surroundings, and the slices they speak for.
 */
export interface ApiSurroundings extends Surroundings {
  readonly admission: Admission;
  readonly signal: EventSignal;
  readonly gate: Gate;
  readonly sender: Sender;
  /** What a draft's Cloud API body says, in our words. */
  readonly contentOf: ContentOf;
}
