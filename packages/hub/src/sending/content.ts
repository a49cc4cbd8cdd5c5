import { readSendRequest } from "@casement/cloud-api";
import type { Directory } from "../numbers/directory.ts";
import { contentFromSendRequest } from "./graph-translation.ts";
import type { ContentOf } from "./settle.ts";

/** Reads what Cloud API bodies say, with the templates that we know of. */
export function createContentOf(directory: Directory): ContentOf {
  return (body) => {
    const read = readSendRequest(body);
    if (!read.ok) return { kind: "other", type: String(body["type"] ?? "unknown"), text: null };
    return contentFromSendRequest(read.request, (name, language) =>
      directory.template(name, language),
    );
  };
}
