import type { Emulator } from "@casement/emulator";
import { changeWorld, type Part, partOf, partsIn } from "../emulator-control.ts";
import { SHOP_NAME, SHOP_TEMPLATES, SHOP_WORDS } from "./shop.ts";

/** Makes the emulator's business the shop: its name and its templates, before a hub connects. */
export async function openShop(emulator: Emulator): Promise<void> {
  await changeWorld(emulator, (world) => {
    for (const account of partsIn(partOf(world, "accounts"))) account["name"] = SHOP_NAME;
    for (const number of partsIn(partOf(world, "numbers"))) number["verifiedName"] = SHOP_NAME;
    addTemplates(partOf(world, "templates"));
  });
}

/** Meta puts a template in another category. Who has not subscribed to the news hears nothing. */
export async function recategorise(
  emulator: Emulator,
  { template, category }: { readonly template: string; readonly category: string },
): Promise<void> {
  await changeWorld(emulator, (world) => {
    for (const one of partsIn(partOf(world, "templates"))) {
      if (one["name"] === template) one["category"] = category;
    }
  });
}

/** What every template has is taken over from one that is there; the ids go on from the last. */
function addTemplates(templates: Part): void {
  const known = partsIn(templates);
  for (const one of known) {
    const words = SHOP_WORDS[String(one["name"])];
    if (words === undefined) continue;
    one["components"] = partsIn(partOf(one, "components")).map((part) =>
      part["type"] === "BODY" ? { ...part, text: words } : part,
    );
  }
  const model = known.find((one) => one["parameter_format"] === "POSITIONAL");
  let lastId = Math.max(...Object.keys(templates).map(Number));
  for (const own of SHOP_TEMPLATES) {
    const id = String(++lastId);
    templates[id] = { ...model, ...own, id };
  }
}
