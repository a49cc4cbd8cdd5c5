import type { Complaint } from "./complaint.ts";
import type { Syntax } from "./syntax.ts";

/**
 * Meta's words stop at the borders of the hub: what comes in is put into ours by the translations
 * of `webhook/`, what goes out by those of `sending/`. Beyond them no `recipient_id` is read, so a
 * change of Meta's is a change of one file. A border that is not named here needs a reason to be.
 */
const BORDERS: readonly Border[] = [
  {
    path: /\/webhook\/(([a-z-]+-)?translation|notice-parts)\.ts$/,
    names: "all",
    why: "what comes in",
  },
  {
    path: /\/sending\/([a-z-]+-)?graph-[a-z-]+\.ts$/,
    names: "all",
    why: "what goes out",
  },
  {
    path: /\/sending\/[a-z-]+\.ts$/,
    names: ["readSendRequest"],
    why: "hands a request to the translation, unread",
  },
  {
    path: /\/sending\/call-[a-z-]+\.ts$/,
    names: ["SendAnswer"],
    why: "takes the message's id out of Meta's answer",
  },
  {
    path: /\/(templates|api)\/[a-z-]+\.ts$/,
    names: ["Template", "TemplateButton", "TemplateComponent", "TemplateSend", "templateMismatch"],
    why: "a template is a document of Meta's: it is kept, shown and filled as it is",
  },
  {
    path: /\/numbers\/account-zone\.ts$/,
    names: ["timeZoneFromId"],
    why: "puts Meta's number of a zone into the zone's name",
  },
];

interface Border {
  readonly path: RegExp;
  readonly names: "all" | readonly string[];
  readonly why: string;
}

/**
 * Of no shape of the wire, and so free everywhere: bytes, JSON unread, and errors with what to do
 * about them.
 */
const FREE: ReadonlySet<string> = new Set([
  "CloudApiError",
  "ERRORS",
  "ErrorMeaning",
  "GraphError",
  "Remedy",
  "cloudApiErrorFromAnswer",
  "graphError",
  "graphJson",
  "isSigned",
  "missingObjectError",
  "parseJson",
  "parseWebhook",
  "remedyOf",
  "signatureOf",
  "withTrace",
]);

export function wireWords(sources: readonly Syntax[]): Complaint[] {
  return sources
    .filter(({ path }) => path.startsWith("packages/hub/src/"))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ from }) => from === "@casement/cloud-api")
        .flatMap(({ names, line }) =>
          names
            .filter((name) => !FREE.has(name) && !mayCross(path, name))
            .map((name) => ({
              path,
              line,
              what: `${name} is Meta's word: it stops at the border`,
            })),
        ),
    );
}

function mayCross(path: string, name: string): boolean {
  return BORDERS.some(
    (border) => border.path.test(path) && (border.names === "all" || border.names.includes(name)),
  );
}
