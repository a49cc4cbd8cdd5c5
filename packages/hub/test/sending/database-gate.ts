import { connect, createServer, type Server, type Socket } from "node:net";

/** A gate before the database: shut, nobody reaches it, and whoever had is cut off. */
export interface DatabaseGate extends AsyncDisposable {
  /** Where the gate stands; to be given to `begin` as `databaseThrough`. */
  lead(databaseUrl: string): Promise<string>;
  shut(): Promise<void>;
  open(): Promise<void>;
  /**
   * Of the next transaction in which this statement is said: lets its commit through, and cuts its
   * connection off before the answer. Resolves when that is done.
   */
  loseCommitAfter(statement: string): Promise<void>;
  /** Cuts off the connection on which this statement is said next, before it is answered. */
  cutAt(statement: string): Promise<void>;
}

export function databaseGate(): DatabaseGate {
  let target = new URL("postgres://nowhere");
  let server: Server | undefined;
  let port = 0;
  const sockets = new Set<Socket>();
  const loss = commitLoss();
  const cut = oneCut();
  const pass = (incoming: Socket): void => {
    const onward = connect({ host: target.hostname, port: Number(target.port) });
    for (const [one, other] of [
      [incoming, onward],
      [onward, incoming],
    ] as const) {
      sockets.add(one);
      one.on("error", () => {});
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
    loss.watch(incoming, onward);
    cut.watch(incoming);
  };
  const open = async (): Promise<void> => {
    const opened = createServer(pass);
    await new Promise<void>((done) => void opened.listen(port, "127.0.0.1", done));
    const address = opened.address();
    port = typeof address === "object" && address !== null ? address.port : 0;
    server = opened;
  };
  const shut = async (): Promise<void> => {
    const closed = new Promise<void>((done) => {
      if (server === undefined) done();
      else server.close(() => done());
    });
    for (const socket of sockets) socket.destroy();
    await closed;
    server = undefined;
  };
  return {
    async lead(databaseUrl) {
      target = new URL(databaseUrl);
      await open();
      const gate = new URL(databaseUrl);
      gate.host = `127.0.0.1:${port}`;
      return gate.href;
    },
    shut,
    open,
    loseCommitAfter: loss.after,
    cutAt: cut.at,
    [Symbol.asyncDispose]: shut,
  };
}

interface CommitLoss {
  watch(incoming: Socket, onward: Socket): void;
  after(statement: string): Promise<void>;
}

function commitLoss(): CommitLoss {
  let toLose: { readonly statement: string; readonly lost: () => void } | undefined;
  return {
    watch(incoming, onward) {
      let isSaid = false;
      incoming.on("data", (said) => {
        if (toLose === undefined) return;
        isSaid ||= said.includes(toLose.statement);
        if (!isSaid || !said.includes("commit\0")) return;
        const { lost } = toLose;
        toLose = undefined;
        onward.unpipe(incoming);
        onward.once("data", () => {
          incoming.destroy();
          lost();
        });
        onward.resume();
      });
    },
    after: (statement) =>
      new Promise((lost) => {
        toLose = { statement, lost };
      }),
  };
}

interface OneCut {
  watch(incoming: Socket): void;
  at(statement: string): Promise<void>;
}

function oneCut(): OneCut {
  let toCut: { readonly statement: string; readonly done: () => void } | undefined;
  return {
    watch(incoming) {
      incoming.on("data", (said) => {
        if (toCut === undefined || !said.includes(toCut.statement)) return;
        const { done } = toCut;
        toCut = undefined;
        incoming.destroy();
        done();
      });
    },
    at: (statement) =>
      new Promise((done) => {
        toCut = { statement, done };
      }),
  };
}
