import type { Side } from "./side.ts";

/**
 * Meta's side, from the environment: the names by which `casement emulate -- COMMAND` tells of an
 * emulator. What is missing is said as a text.
 */
export function metaFrom(environment: Readonly<Record<string, string | undefined>>): Side | string {
  const read = (name: string): string => environment[name]?.trim() ?? "";
  const missing = NEEDED.filter((name) => read(name) === "");
  if (missing.length > 0) {
    return (
      `${missing.join(", ")}: not set. \`npm run parity\` compares the emulator with Meta ` +
      "and needs a test number of yours; docs/parity.md tells how to get one."
    );
  }
  return {
    apiUrl: (read("WHATSAPP_API_URL") || "https://graph.facebook.com").replace(/\/+$/, ""),
    version: read("WHATSAPP_GRAPH_VERSION") || "v23.0",
    token: read("WHATSAPP_ACCESS_TOKEN"),
    numberId: read("WHATSAPP_PHONE_NUMBER_ID"),
    accountId: read("WHATSAPP_BUSINESS_ACCOUNT_ID"),
    fetch: (request) => fetch(request),
  };
}

const NEEDED = [
  "WHATSAPP_ACCESS_TOKEN",
  "WHATSAPP_PHONE_NUMBER_ID",
  "WHATSAPP_BUSINESS_ACCOUNT_ID",
] as const;
