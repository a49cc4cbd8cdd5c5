import assert from "node:assert/strict";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { Instant } from "@casement/engine";
import type { Clock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import type { Random } from "../../packages/emulator/src/random.ts";
import type { Sightings } from "../sometimes.ts";
import type { Life } from "./life.ts";
import { askedOf } from "./question.ts";
import type { StormSight } from "./sights.ts";

/** Something that the hub posted to a program of the business. */
export interface Got {
  readonly to: "posts" | "events";
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
  readonly at: Instant;
  /** Whether the program took it; all the rest is to be posted again. */
  readonly isTaken: boolean;
}

export interface ProgramsOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly sightings: Sightings<StormSight>;
  readonly isCalm: () => boolean;
}

/** Programs of the business, one for Meta's posts and one for the hub's own events. */
export interface Programs {
  readonly origin: string;
  readonly got: Got[];
  /** The secrets that sign what each gets; of none, as long as nobody told the hub of them. */
  readonly secrets: Map<Got["to"], string>;
  /** Tells the hub of them. */
  signUp(life: Life, key: string): Promise<void>;
  close(): Promise<void>;
}

type Fate = "taken" | "refused" | "slow" | "broken" | "unheard" | "hangs";

/** Opens them: real servers that fail, are slow, or never answer. */
export async function openPrograms(options: ProgramsOptions): Promise<Programs> {
  const { clock, random, sightings, isCalm } = options;
  const got: Got[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("error", () => {});
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const fate = isCalm() ? "taken" : fateFrom(random);
      const isTaken = fate === "taken" || fate === "slow";
      const to = request.url === "/posts" ? "posts" : "events";
      const body = Buffer.concat(pieces).toString();
      got.push({ to, body, headers: request.headers, at: clock.now(), isTaken });
      if (!isTaken) sightings.saw(SIGHTS[fate]);
      answer(response, fate);
    });
  });
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const origin = `http://127.0.0.1:${port}`;
  const secrets: Programs["secrets"] = new Map();
  return {
    ...{ origin, got, secrets },
    async signUp(life, key) {
      for (const to of ["posts", "events"] as const) {
        const made = { name: to, url: `${origin}/${to}` };
        const body = to === "posts" ? made : { ...made, events: ["message.received"] };
        const question = { method: "POST", path: "/api/v1/endpoints", key, body };
        const told = await askedOf(life, question).told;
        assert.equal(told?.status, 200, JSON.stringify(told?.body));
        secrets.set(to, told.body.data.secret);
      }
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => void server.close(done));
    },
  };
}

function answer(response: ServerResponse, fate: Fate): void {
  if (fate === "hangs") return;
  if (fate === "broken" || fate === "unheard") return void response.socket?.destroy();
  const say = (): void => void response.writeHead(fate === "refused" ? 503 : 200).end("thank you");
  if (fate === "slow") machineTime.after(SLOW_MS, say);
  else say();
}

const SLOW_MS = 40;

const SIGHTS: Readonly<Record<Exclude<Fate, "taken" | "slow">, StormSight>> = {
  refused: "a program that refused what was forwarded",
  broken: "a program that hung up on what was forwarded",
  unheard: "a program that took what was forwarded, and was not heard",
  hangs: "a program that never answered",
};

function fateFrom(random: Random): Fate {
  const chance = random.below(100);
  if (chance < 12) return "refused";
  if (chance < 18) return "broken";
  if (chance < 22) return "unheard";
  if (chance < 26) return "slow";
  return chance < 27 ? "hangs" : "taken";
}
