import { complaintsAbout } from "../tidy/checks.ts";

export type Tree = Readonly<Record<string, string>>;

/** A small repository in order. Each test plants its faults in it. */
export const ORDERLY: Tree = {
  "package.json": manifest({
    scripts: { tidy: "node scripts/tidy.ts" },
    devDependencies: { "fast-check": "4" },
  }),
  "scripts/tidy.ts": "console.log(Date.now());\n",
  "packages/engine/package.json": manifest({
    name: "@casement/engine",
    exports: { ".": { "casement-source": "./src/index.ts" } },
  }),
  "packages/engine/src/index.ts": 'export { window } from "./window.ts";\n',
  "packages/engine/src/window.ts": "export const window = 24;\n",
  "packages/engine/SPEC.md": "# Rules\n\n- **W1** A window is 24 hours.\n",
  "packages/engine/test/window.test.ts": 'test("[W1] a window is 24 hours", () => {});\n',
  "packages/cloud-api/package.json": manifest({
    name: "@casement/cloud-api",
    exports: "./src/index.ts",
  }),
  "packages/cloud-api/src/index.ts": "export const isSigned = 1;\n",
  "packages/hub/package.json": manifest({
    name: "@casement/hub",
    exports: "./src/index.ts",
    dependencies: { "@casement/cloud-api": "0", "@casement/engine": "0", pg: "8" },
  }),
  "packages/hub/src/index.ts": [
    'import { isSigned } from "@casement/cloud-api";',
    'import { window } from "@casement/engine";',
    'import { keepPost } from "./webhook/post-store.ts";',
    "export const hub = [isSigned, window, keepPost, async () => {}];",
    "",
  ].join("\n"),
  "packages/hub/src/webhook/post-store.ts": [
    "export async function keepPost(db: { query(text: string): Promise<void> }): Promise<void> {",
    "  await db.query(`insert into post (received_at) values ($1)`);",
    "}",
    "",
  ].join("\n"),
  "packages/emulator/package.json": manifest({
    name: "@casement/emulator",
    exports: "./src/index.ts",
  }),
  "packages/emulator/src/index.ts": "export const emulator = 1;\n",
  "packages/web/package.json": manifest({
    name: "@casement/web",
    exports: "./src/screens.ts",
    dependencies: { "@casement/hub": "0" },
  }),
  "packages/web/src/screens.ts": "export const screens = 1;\n",
  "packages/web/src/inbox/index.html": '<script type="module" src="./main.tsx"></script>\n',
  "packages/web/src/inbox/main.tsx": "export const main = <p>don't</p>;\n",
  "README.md":
    "# Read me\n\n```sh\n# a comment\n```\n\nSee [the rules](packages/engine/SPEC.md#w1).\n",
};

function manifest(parts: object): string {
  return JSON.stringify(parts);
}

/** What is said of the orderly tree with `planted` in it; one line a complaint. */
export function said(planted: Tree): string[] {
  const tree = { ...ORDERLY, ...planted };
  const files = Object.entries(tree).map(([path, text]) => ({ path, text }));
  const exists = (path: string): boolean => Object.hasOwn(tree, path);
  return complaintsAbout(files, exists).map(({ path, line, what }) => `${path}:${line}: ${what}`);
}
