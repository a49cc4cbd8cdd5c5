import { seal } from "../access/seal.ts";
import { createEndpointDialer, type PrivateOrigins } from "../dialing/endpoint-dialer.ts";
import type { Owner } from "../numbers/owner.ts";
import type { Surroundings } from "../surroundings.ts";
import { Forwarder } from "./forwarder.ts";

/** What of a hub's work goes on to programs of the business. */
export interface Downstream {
  readonly forwarder: Forwarder;
  /** Whether an endpoint may have such a URL. */
  mayCall(url: string): boolean;
  /** Seals an endpoint's secret, to be kept. */
  sealed(secret: string): Uint8Array;
  close(): Promise<void>;
}

export interface DownstreamParts {
  readonly surroundings: Surroundings;
  readonly owner: Owner;
  /** The installation's key, under which secrets are sealed. */
  readonly key: Uint8Array;
  /** Origins of endpoints that the operator named: they may lie in a private network. */
  readonly privateOrigins: PrivateOrigins;
}

export function createDownstream({ privateOrigins, ...parts }: DownstreamParts): Downstream {
  const { surroundings, key } = parts;
  const dialer = createEndpointDialer({ machine: surroundings.machine, privateOrigins });
  const forwarder = new Forwarder({ ...parts, dialer });
  return {
    forwarder,
    mayCall: dialer.mayCall,
    sealed: (secret) => seal(key, surroundings.ids, secret),
    async close() {
      forwarder.close();
      await dialer.close();
    },
  };
}
