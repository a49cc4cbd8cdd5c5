import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Client } from "pg";

/** What the files of an installation's database say, to whoever may read them. */
export interface ServerFiles {
  /** A database of the server, as its superuser. */
  urlOf(database: string): string;
  /** The server's process, as long as there is one. */
  pid(): Promise<number>;
}

export async function serverFilesIn(folder: string): Promise<ServerFiles> {
  const home = join(folder, "database");
  const secrets: { cluster: string; superuserPassword: string } = JSON.parse(
    await readFile(join(home, "secrets.json"), "utf8"),
  );
  const data = join(resolve(home, secrets.cluster), "data");
  const port = Number(await readFile(join(home, "port"), "utf8"));
  return {
    urlOf: (database) =>
      `postgres://postgres:${secrets.superuserPassword}@127.0.0.1:${port}/${database}`,
    async pid() {
      return Number((await readFile(join(data, "postmaster.pid"), "utf8")).split("\n")[0]);
    },
  };
}

/** Makes a second database on the server, of the same owner, and gives its address as the owner. */
export async function createSecondDatabase(files: ServerFiles, ownerUrl: string): Promise<string> {
  const client = new Client({ connectionString: files.urlOf("postgres") });
  await client.connect();
  await client.query("create database nodes owner casement");
  await client.end();
  const url = new URL(ownerUrl);
  url.pathname = "/nodes";
  return url.href;
}
