import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A line to a server that can be cut and mended, as a train's can in a tunnel. */
export interface CuttableLine extends AsyncDisposable {
  /** The address of the server, by way of the line. */
  through(address: string): string;
  cut(): void;
  mend(): void;
}

/** A line to what listens at the port of `address` on this machine. */
export async function cuttableLine(address: string): Promise<CuttableLine> {
  const port = Number(new URL(address).port);
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(port, "127.0.0.1");
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const own = (server.address() as AddressInfo).port;
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    through: (one) => one.replace(`:${port}/`, `:${own}/`),
    cut() {
      isCut = true;
      cutAll();
    },
    mend() {
      isCut = false;
    },
    async [Symbol.asyncDispose]() {
      cutAll();
      server.close();
      await once(server, "close");
    },
  };
}
