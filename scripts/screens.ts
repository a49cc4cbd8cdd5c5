import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { startDemo } from "../packages/cli/test/browser/demo-process.ts";
import { openBrowser } from "../packages/cli/test/browser/real-browser.ts";
import { letPeopleIn } from "./screens/people.ts";
import { doorScenes, INBOX_SCENES, PHONE_SCENES } from "./screens/scenes.ts";
import { take } from "./screens/take.ts";

// `npm run screens`: tells the demo's story on a real hub and emulator, and takes the pictures of
// docs/screens.

const FOLDER = join(import.meta.dirname, "..", "docs", "screens");

await mkdir(FOLDER, { recursive: true });
for (const name of await readdir(FOLDER)) {
  if (name.endsWith(".png")) await rm(join(FOLDER, name));
}
await using demo = await startDemo();
await using browser = await openBrowser();
const inside = await (await browser.newContext()).newPage();
const outside = await (await browser.newContext()).newPage();

const invitation = await letPeopleIn({ inside, outside }, demo.inbox);
for (const scene of INBOX_SCENES) await take(inside, scene, demo.inbox, FOLDER);
for (const scene of doorScenes(invitation)) await take(outside, scene, demo.inbox, FOLDER);
for (const scene of PHONE_SCENES) await take(inside, scene, demo.phone, FOLDER);
