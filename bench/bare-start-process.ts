import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { promisify } from "node:util";
import { Client } from "pg";

// The least that stands where `casement serve` does: its PostgreSQL started, one connection to it,
// and a server of one line. Says its address once it answers, and ends all of it on Ctrl-C.

const {
  control,
  data,
  uid,
  gid,
  url,
}: Record<"control" | "data" | "url", string> & Record<"uid" | "gid", number> = JSON.parse(
  process.argv[2] ?? "{}",
);

await controlled("start", "-l", `${data}.bare.log`, "-o", `-p ${new URL(url).port}`);
const client = new Client(url);
await client.connect();
await client.query("select");
const server = createServer((_, answer) => answer.end("{}"));
server.listen(0, "127.0.0.1");
await once(server, "listening");
const address = server.address();
console.log(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`);

await once(process, "SIGINT");
await client.end();
await controlled("stop", "-m", "fast");
process.exit();

async function controlled(...words: readonly string[]): Promise<void> {
  await promisify(execFile)(control, [...words, "-w", "-D", data], { uid, gid, cwd: data });
}
