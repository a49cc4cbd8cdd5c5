import type { Admission } from "../access/admission.ts";
import type { People } from "../access/people.ts";
import type { Dial } from "../dialing/dialer.ts";
import type { Downstream } from "../downstream/downstream.ts";
import type { EventSignal } from "../events/event-signal.ts";
import type { OpenFiles } from "../media/open-files.ts";
import type { UploadTurns } from "../media/upload-turns.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import type { KnownApp } from "../numbers/app-store.ts";
import type { Connection } from "../numbers/connect.ts";
import type { Hearing } from "../numbers/hearing.ts";
import type { Gate } from "../sending/gate.ts";
import type { GraphCarrier } from "../sending/graph-carrier.ts";
import type { Sender } from "../sending/sender.ts";
import type { ContentOf } from "../sending/settle.ts";
import type { Surroundings } from "../surroundings.ts";
import type { TemplateSync } from "../templates/sync-templates.ts";

/**
 * What the routes of `/api/v1` are given: the hub's surroundings, and the slices they speak for.
 */
export interface ApiSurroundings extends Surroundings {
  readonly admission: Admission;
  readonly people: People;
  readonly signal: EventSignal;
  readonly gate: Gate;
  readonly sender: Sender;
  /** What a draft's Cloud API body says, in our words. */
  readonly contentOf: ContentOf;
  readonly connecting: Connecting;
  readonly files: OpenFiles;
  /** Takes files to Meta. */
  readonly carrier: Pick<GraphCarrier, "carry">;
  readonly uploadTurns: UploadTurns;
  /** Whether Meta says that it has a file of a number. */
  readonly isAtMeta: (numberId: bigint, mediaId: string) => Promise<boolean>;
  readonly templateSync: Pick<TemplateSync, "sync">;
  readonly downstream: Downstream;
  /** Tells who owns the number of appointments that are committed. */
  readonly appointmentsMade: (numberId: bigint) => void;
}

/** What is known beside the connection, of its one number. */
export interface SetUpTold {
  readonly hearing: Hearing;
  readonly freeUnitsUsed?: number | undefined;
}

/** How a number is connected while the hub runs. */
export interface Connecting {
  readonly dial: Dial;
  /** The token of an account, in the clear for one call. */
  tokenOf(account: AccountRow): string;
  /** The word for an app that is not connected yet: always the same one. */
  readonly offeredVerifyToken: string;
  /** The word that Meta must say in the handshake, if we kept it. */
  verifyTokenOf(appId: bigint): Promise<string | undefined>;
  /** Every app with the versions of its secret, none in the clear. */
  apps(): Promise<KnownApp[]>;
  /** Retires a version of an app's secret, on every node; the last that is active stays. */
  retireSecret(secret: {
    readonly appId: bigint;
    readonly version: number;
  }): Promise<"retired" | "last" | "unknown">;
  /** Asks Meta and writes it down; from then on the hub knows the number. */
  connect(connection: Connection, told: SetUpTold): Promise<void>;
}
