import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { startDemo } from "../packages/cli/test/browser/demo-process.ts";
import { openBrowser } from "../packages/cli/test/browser/real-browser.ts";
import { letPeopleIn } from "./screens/people.ts";
import { doorScenes, INBOX_SCENES, PHONE_SCENES, type Scene } from "./screens/scenes.ts";
import { take } from "./screens/take.ts";

// `npm run screens`: tells the demo's story on a real hub and emulator, and takes the pictures of
// docs/screens. Names of scenes after it take only those anew:
// `npm run screens -- settings-keys phone`.

const FOLDER = join(import.meta.dirname, "..", "docs", "screens");

const asked = process.argv.slice(2);
const isAsked = ({ name }: Pick<Scene, "name">): boolean =>
  asked.length === 0 || asked.includes(name);

await mkdir(FOLDER, { recursive: true });
for (const file of await readdir(FOLDER)) {
  const name = file.replace(/(-\d+)?-(light|dark)\.png$/, "");
  if (file.endsWith(".png") && isAsked({ name })) await rm(join(FOLDER, file));
}
await using demo = await startDemo();
await using browser = await openBrowser();
const inside = await (await browser.newContext()).newPage();
const outside = await (await browser.newContext()).newPage();

const invitation = await letPeopleIn({ inside, outside }, demo.inbox);
for (const scene of INBOX_SCENES.filter(isAsked)) await take(inside, scene, demo.inbox, FOLDER);
for (const scene of doorScenes(invitation).filter(isAsked)) {
  await take(outside, scene, demo.inbox, FOLDER);
}
for (const scene of PHONE_SCENES.filter(isAsked)) await take(inside, scene, demo.phone, FOLDER);
