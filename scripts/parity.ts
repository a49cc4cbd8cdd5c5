import { createEmulator } from "@casement/emulator";
import { instantFromMs } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { CASES } from "./parity/cases.ts";
import { compareAll } from "./parity/compare.ts";
import { metaFrom } from "./parity/credentials.ts";
import { ask, type Side } from "./parity/side.ts";

// `npm run parity`: the same requests to Meta, with a test number of yours, and to an emulator, and
// where the answers differ. They read, or are refused: see parity/cases.ts. Ends with 0 if nothing
// differs but what DIFFERENCES.md says, with 1 if something does, with 2 without credentials.

process.exitCode = await parity();

async function parity(): Promise<number> {
  const meta = metaFrom(process.env);
  if (typeof meta === "string") return giveUp(meta);
  const why = await whyUnfit(meta);
  if (why !== undefined) return giveUp(why);
  const compared = await compareAll(meta, emulator(), CASES);
  for (const { name, known, differences } of compared) {
    const word = differences.length === 0 ? "same   " : known === undefined ? "DIFFERS" : "known  ";
    console.log(`${word} ${name}${word === "known  " ? ` (${known})` : ""}`);
    for (const difference of differences) console.log(`          ${difference}`);
  }
  const differing = compared.filter(
    ({ known, differences }) => known === undefined && differences.length > 0,
  );
  console.log(`${compared.length} requests, ${differing.length} answered otherwise by Meta.`);
  return differing.length === 0 ? 0 : 1;
}

function giveUp(why: string): number {
  console.error(why);
  return 2;
}

/** Why nothing can be compared: Meta does not know the token or the number, or is not there. */
async function whyUnfit(meta: Side): Promise<string | undefined> {
  try {
    const asked = { name: "the number", method: "GET", path: "/PN?fields=id" } as const;
    const { status } = await ask(meta, asked);
    if (status === 200) return undefined;
    return `Meta does not take the credentials: it answers ${status} for the number.`;
  } catch {
    return `Nobody answers at ${new URL(meta.apiUrl).host}.`;
  }
}

function emulator(): Side {
  const clock = new VirtualClock(instantFromMs(machineTime.nowMs()));
  const { credentials, fetch } = createEmulator({ clock, machine: machineTime });
  const { token, phoneNumberId, wabaId } = credentials;
  return {
    ...{ apiUrl: "http://emulator", version: "v23.0", token, fetch },
    ...{ numberId: phoneNumberId, accountId: wabaId },
  };
}
