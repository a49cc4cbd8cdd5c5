import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import { assert } from "@casement/engine";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { API_DOCS_STYLE } from "./api-docs-style.ts";

/**
 * `GET /api/docs`: the description of the API as a page to read and to try it in.
 *
 * For everybody, as `openapi.json` is: both are made of our sources alone and say nothing of this
 * installation. What is tried from the page goes through the door of every request: by what lets
 * the browser in, or by a key that its reader types, which the page forgets with its tab.
 *
 * Of `@fastify/swagger-ui` only the files are served. Its plugin insists on `@fastify/swagger`,
 * which would describe the API a second time, and its page fetches a copy of the description from
 * beside itself.
 */
export async function serveApiDocs(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, {
    root: filesFolder(),
    prefix: "/api/docs/",
    decorateReply: false,
    index: false,
    allowedPath: (path) => FILES.has(path),
  });
  app.get("/api/docs", (_request, reply) => reply.type("text/html; charset=utf-8").send(PAGE));
  app.get("/api/docs/begin.js", (_request, reply) => {
    return reply.type("text/javascript; charset=utf-8").send(BEGIN);
  });
  app.get("/api/docs/casement.css", (_request, reply) => {
    return reply.type("text/css; charset=utf-8").send(API_DOCS_STYLE);
  });
}

/** The others are a page that shows somebody else's API, and what signing in by OAuth needs. */
const FILES: ReadonlySet<string> = new Set([
  "/swagger-ui.css",
  "/index.css",
  "/swagger-ui-bundle.js",
  "/favicon-32x32.png",
]);

function filesFolder(): string {
  const manifest = findPackageJSON("@fastify/swagger-ui", import.meta.url);
  assert(manifest !== undefined, "@fastify/swagger-ui is installed");
  return join(dirname(manifest), "static");
}

/** No script and no style stands in the page itself: the hub's policy lets none of them run. */
const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Casement: the API</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="stylesheet" href="/api/docs/index.css">
<link rel="stylesheet" href="/api/docs/casement.css">
</head>
<body>
<div id="api"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/begin.js"></script>
</body>
</html>
`;

/** In the scheme chosen for the inbox in this browser (`scheme.ts` of web), or the system's. */
const BEGIN = `const night = matchMedia("(prefers-color-scheme: dark)");
const showScheme = () => {
  const chosen = localStorage.getItem("casement-scheme");
  const isNight = chosen === "light" || chosen === "dark" ? chosen === "dark" : night.matches;
  document.documentElement.classList.toggle("dark-mode", isNight);
};
night.addEventListener("change", showScheme);
showScheme();
SwaggerUIBundle({
  url: "/api/v1/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  validatorUrl: null,
});
`;
