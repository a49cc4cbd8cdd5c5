import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bucket } from "../../src/media/bucket-client.ts";

interface Server {
  run(): Promise<{ readonly port: number }>;
  close(): Promise<void>;
  readonly httpServer: { closeAllConnections(): void };
}

// It comes without types.
const S3rver: new (options: object) => Server = createRequire(import.meta.url)("s3rver");

/** A real S3-compatible store with one bucket, in a folder of its own. */
export interface Store extends AsyncDisposable {
  readonly bucket: Bucket;
  /** The names of the objects that are in it. */
  objects(): Promise<string[]>;
  /** Answers nobody any more. */
  stop(): Promise<void>;
  /** Answers again, where it did. */
  startAgain(): Promise<void>;
}

export async function openStore(): Promise<Store> {
  const directory = await mkdtemp(join(tmpdir(), "casement-store-"));
  const options = {
    address: "127.0.0.1",
    silent: true,
    directory,
    configureBuckets: [{ name: BUCKET }],
  };
  let server: Server | undefined = new S3rver({ ...options, port: 0 });
  const { port } = await server.run();
  const stop = async (): Promise<void> => {
    const closed = server?.close();
    server?.httpServer.closeAllConnections();
    await closed;
    server = undefined;
  };
  return {
    bucket: {
      endpoint: `http://127.0.0.1:${port}`,
      region: "eu-central-1",
      bucket: BUCKET,
      keyId: "S3RVER",
      secret: "S3RVER",
      isPathStyle: true,
    },
    async objects() {
      const names = await readdir(join(directory, BUCKET), { recursive: true });
      return names.filter((name) => name.endsWith("._S3rver_object"));
    },
    stop,
    async startAgain() {
      server = new S3rver({ ...options, port });
      await server.run();
    },
    async [Symbol.asyncDispose]() {
      if (server !== undefined) await stop();
      await rm(directory, { recursive: true });
    },
  };
}

const BUCKET = "files-of-customers";
