import { type LookupAddress, lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { isPrivateAddress } from "./private-address.ts";

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** A name that leads into a private network. Nothing was sent. */
export class PrivateAddress extends Error {
  override readonly name = "PrivateAddress";
  readonly code = "PRIVATE_ADDRESS";
}

/**
 * Resolves a name for a connection, and lets none of its addresses be private.
 *
 * The connection goes to the very addresses that were judged. To resolve first and connect by name
 * afterwards would ask twice, and whoever answers for the name could answer differently. One
 * private address among several spoils them all: no honest name of Meta's has one.
 */
export function guardedLookup(resolve: Resolve = resolveBySystem): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined || addresses.some(({ address }) => isPrivateAddress(address))) {
          callback(new PrivateAddress(`${hostname} leads into a private network`), "", 0);
        } else if (options.all === true) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error("no answer"), "", 0),
    );
  };
}

const resolveBySystem: Resolve = (hostname) =>
  new Promise((done, failed) => {
    systemLookup(hostname, { all: true }, (error, addresses) => {
      if (error) failed(error);
      else done(addresses);
    });
  });
