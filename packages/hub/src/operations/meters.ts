import type { ServerResponse } from "node:http";
import type { Decision } from "@casement/engine";
import type { MachineTime } from "@casement/engine/clock";
import type { Pool } from "pg";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { RawDoor } from "../followed-clock.ts";
import { FETCH_FILE } from "../media/fetch-times.ts";
import { selectAppointmentCounts } from "../numbers/appointment-store.ts";
import type { Sender, SendOutcome } from "../sending/sender.ts";
import { selectUnknownCounts } from "../sending/unknown-draft-store.ts";
import type { Digested } from "../webhook/digest.ts";
import { selectPendingCounts } from "../webhook/post-store.ts";

/**
 * What the hub counts and times of its own work, for Prometheus. Times are the machine's.
 *
 * A label is a word of ours, or Meta's id of a number: never a phone number, a name or an address.
 */
export class Meters {
  readonly #registry = new Registry();
  readonly #machine: MachineTime;
  #watchesProcess = false;

  readonly #posts = this.#counter("casement_posts_total", "Webhook posts, by how they ended", [
    "outcome",
  ]);
  readonly #postTime = this.#histogram(
    "casement_post_seconds",
    "From a webhook post's arrival to its answer 200: kept by then",
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  );
  readonly #digestTime = this.#histogram(
    "casement_digest_seconds",
    "How long a batch of the digest took",
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  );
  readonly #digestSize = this.#histogram(
    "casement_digest_posts",
    "How many posts a transaction of the digest took in",
    [1, 2, 5, 10, 20, 50, 100, 200, 500],
  );
  readonly #facts = this.#counter("casement_facts_total", "Facts that were new, out of posts", []);
  readonly #strange = this.#counter(
    "casement_not_understood_total",
    "Notices that could not be read, each time they came",
    [],
  );
  readonly #sends = this.#counter("casement_sends_total", "Sends, by how they ended", ["state"]);
  readonly #decisions = this.#counter(
    "casement_decisions_total",
    "What the gate decided on sends and dry runs, by its reason",
    ["reason"],
  );

  constructor({ db, machine }: { readonly db: Pool; readonly machine: MachineTime }) {
    this.#machine = machine;
    this.#countByNumber(
      "casement_pending_posts",
      "Kept posts that are not digested yet, by number",
      () => selectPendingCounts(db),
    );
    this.#countByNumber(
      "casement_unknown_drafts",
      "Drafts of which nobody knows whether they were sent, by number",
      () => selectUnknownCounts(db),
    );
    this.#countByNumber(
      "casement_files_waiting",
      "Files of customers that are still to be had of Meta, by number",
      () => selectAppointmentCounts(db, FETCH_FILE),
    );
  }

  /** Everything, in the form that Prometheus reads. */
  async text(): Promise<{ readonly type: string; readonly text: string }> {
    if (!this.#watchesProcess) collectDefaultMetrics({ register: this.#registry });
    // The process and its event loop are watched from the first question on: nobody asks a test.
    this.#watchesProcess = true;
    return { type: this.#registry.contentType, text: await this.#registry.metrics() };
  }

  /** Counts what `open` says whenever somebody asks. */
  watchStreams(open: () => number): void {
    this.#gauge("casement_event_streams", "Event streams that are open", [], (gauge) => {
      gauge.set(open());
    });
  }

  /** A webhook's door that counts what is posted to it. */
  door(webhook: RawDoor): RawDoor {
    return (request, response) => {
      const startedMs = this.#machine.nowMs();
      const isTaken = webhook(request, response);
      if (isTaken && request.method === "POST") {
        response.once("close", () => this.#answered(response, startedMs));
      }
      return isTaken;
    };
  }

  /** Does a batch of the digest, and times it. */
  async batch(digest: () => Promise<number>): Promise<number> {
    const startedMs = this.#machine.nowMs();
    const posts = await digest();
    if (posts > 0) this.#digestTime.observe(secondsSince(startedMs, this.#machine));
    return posts;
  }

  readonly digested = ({ posts, facts, notUnderstood }: Digested): void => {
    this.#digestSize.observe(posts);
    this.#facts.inc(facts);
    this.#strange.inc(notUnderstood);
  };

  /** Counts a send that came to its end. */
  readonly sent = ({ state, decision }: SendOutcome): void => {
    this.#sends.inc({ state });
    this.#decided(decision);
  };

  /** A sender whose sends and decisions are counted. */
  sender(sender: Sender): Sender {
    return {
      change: (change) => sender.change(change),
      cancel: (draft) => sender.cancel(draft),
      send: async (command) => {
        const outcome = await sender.send(command);
        this.sent(outcome);
        return outcome;
      },
      decide: async (question) => {
        const decision = await sender.decide(question);
        this.#decided(decision);
        return decision;
      },
    };
  }

  #decided(decision: Decision): void {
    this.#decisions.inc({ reason: decision.allowed ? "allowed" : decision.reason });
  }

  #answered(response: ServerResponse, startedMs: number): void {
    const outcome = response.writableFinished ? outcomeOf(response.statusCode) : "broken_off";
    this.#posts.inc({ outcome });
    if (outcome === "kept") this.#postTime.observe(secondsSince(startedMs, this.#machine));
  }

  #counter<Label extends string>(name: string, help: string, labels: Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames: labels, registers: [this.#registry] });
  }

  #histogram(name: string, help: string, buckets: number[]): Histogram {
    return new Histogram({ name, help, buckets, registers: [this.#registry] });
  }

  #countByNumber(
    name: string,
    help: string,
    count: () => Promise<readonly { readonly numberId: bigint; readonly count: number }[]>,
  ): void {
    this.#gauge(name, help, ["number_id"], async (gauge) => {
      const counts = await count();
      gauge.reset();
      for (const one of counts) gauge.set({ number_id: String(one.numberId) }, one.count);
    });
  }

  #gauge<Label extends string>(
    name: string,
    help: string,
    labels: Label[],
    collect: (gauge: Gauge<Label>) => void | Promise<void>,
  ): void {
    const gauge: Gauge<Label> = new Gauge({
      name,
      help,
      labelNames: labels,
      registers: [this.#registry],
      collect: () => collect(gauge),
    });
  }
}

function outcomeOf(status: number): string {
  switch (status) {
    case 200:
      return "kept";
    case 401:
      return "not_signed";
    case 413:
      return "too_large";
    case 503:
      return "not_kept";
    default:
      return "refused";
  }
}

function secondsSince(startedMs: number, machine: MachineTime): number {
  return (machine.nowMs() - startedMs) / 1_000;
}
