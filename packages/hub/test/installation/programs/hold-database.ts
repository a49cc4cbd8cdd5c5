import { machineTime } from "@casement/engine/system-clock";
import { startDatabase } from "@casement/hub/database";
import { Client } from "pg";

// A process that holds the database of a folder. On SIGINT it still asks the database something,
// as a hub does that writes its last rows, and only then closes it.

const [folder = "", systemFolder = ""] = process.argv.slice(2);
const database = await startDatabase({ folder, systemFolder, machine: machineTime });
const client = new Client({ connectionString: database.url });
await client.connect();

const alive = setInterval(() => {}, 60_000);
process.on("SIGINT", async () => {
  const { rows } = await client.query("select 'still there' as answer");
  console.log(rows[0]?.answer);
  await client.end();
  await database.close();
  clearInterval(alive);
});
console.log(`ready ${database.url}`);
