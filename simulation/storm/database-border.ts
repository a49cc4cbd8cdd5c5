import { createServer, connect as netConnect, type Server, type Socket } from "node:net";
import type { Mark } from "./fuse.ts";

/** The wires between one life of a hub and its database, all of them through our hands. */
export interface DatabaseBorder {
  /** What the hub takes for its database. */
  readonly url: string;
  /** Whether the hub asked for something and was not answered yet. */
  isAtWork(): boolean;
  /** Cuts every wire that there is; new ones are let through. */
  cut(): void;
  /** From now on nothing passes any more. The port is kept, so that nobody else gets it. */
  sever(): void;
  close(): Promise<void>;
}

/**
 * Opens it. `passes` is asked before each piece goes on, in either direction, and is told where the
 * hub is in its work, as far as that can be seen from here.
 */
export async function openDatabaseBorder(
  databaseUrl: string,
  passes: (mark: Mark) => boolean,
): Promise<DatabaseBorder> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const atWork = new Set<Socket>();
  let isSevered = false;
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server: Server = createServer((near) => {
    if (isSevered) return void near.destroy();
    const far = netConnect({ host: target.hostname, port: Number(target.port) });
    const work = new WorkSeen();
    join({ near, far, sockets });
    near.on("close", () => atWork.delete(near));
    near.on("data", (piece: Buffer) => {
      atWork.add(near);
      if (passes(work.asked(piece)) && !isSevered) far.write(piece);
    });
    far.on("data", (piece: Buffer) => {
      if (isReady(piece)) atWork.delete(near);
      if (passes(work.answered()) && !isSevered) near.write(piece);
    });
  });
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  return {
    url: url.href,
    isAtWork: () => atWork.size > 0,
    cut,
    sever() {
      isSevered = true;
      cut();
    },
    async close() {
      cut();
      await new Promise((done) => void server.close(done));
    },
  };
}

/** Whether the server says that it waits for the next question; word of others may follow. */
function isReady(piece: Buffer): boolean {
  return piece.includes(READY);
}

const READY = Buffer.from([0x5a, 0, 0, 0, 5]);

/** Two ends of a wire: with the one goes the other. */
function join({ near, far, sockets }: { near: Socket; far: Socket; sockets: Set<Socket> }): void {
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    sockets.add(one);
    one.setNoDelay(true);
    one.on("error", () => {});
    one.on("close", () => {
      sockets.delete(one);
      other.destroy();
    });
  }
}

/** What a hub is doing on a connection, by the names of its statements. */
class WorkSeen {
  #transaction: "digest" | "draft" | "end" | undefined;
  #committing: Mark | undefined;

  asked(piece: Buffer): Mark {
    if (piece.includes("begin\0")) this.#transaction = undefined;
    if (piece.includes("insert-posts")) {
      this.#committing = "post committed";
      return "post asked for";
    }
    if (piece.includes("settle-drafts")) this.#transaction ??= "end";
    if (piece.includes("insert-drafts") || piece.includes("start-scheduled")) {
      this.#transaction = "draft";
    }
    if (piece.includes("delete-pending")) this.#transaction = "digest";
    if (piece.includes("update-fetched")) return "file about to be kept";
    // Facts are in, what follows from them is not: in the middle of a digest, or of an end.
    if (piece.includes("put-messages")) return "learning";
    if (!piece.includes("commit\0") || this.#transaction === undefined) return "other";
    if (this.#transaction !== "end") this.#committing = `${this.#transaction} committed`;
    return `${this.#transaction} about to commit`;
  }

  answered(): Mark {
    const mark = this.#committing ?? "other";
    this.#committing = undefined;
    return mark;
  }
}
