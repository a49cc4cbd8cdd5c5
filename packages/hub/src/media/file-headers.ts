/**
 * Whether a browser may show a file in place: pictures, sound and film that hold no script. Not SVG
 * and not HTML, which do; not PDF, whose reader is a program of its own.
 */
export function isShown(mimeType: string): boolean {
  const [type = ""] = mimeType.toLowerCase().split(";");
  return SHOWN.has(type.trim()) && HEADER_SAFE.test(mimeType);
}

/**
 * `Content-Disposition` of a file, with the name that its sender gave it as RFC 5987 has it: a
 * stranger's name can hold quotes, slashes and NUL bytes, and becomes nothing but a suggestion.
 */
export function dispositionOf(mimeType: string, filename: string | null): string {
  const way = isShown(mimeType) ? "inline" : "attachment";
  const name = cleanName(filename ?? "");
  if (name === "") return way;
  const plain = name.replace(/[^\w. -]/g, "_");
  return `${way}; filename="${plain}"; filename*=UTF-8''${percentEncoded(name)}`;
}

/** The last step of whatever path it is, without controls, marks of direction, and leading dots. */
function cleanName(filename: string): string {
  const last = filename.split(/[/\\]/).at(-1) ?? "";
  return [...last.toWellFormed()]
    .filter((character) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"*:<>?|]/u.test(character))
    .join("")
    .replace(/^[. ]+/, "")
    .slice(0, NAME_LENGTH_MAX)
    .toWellFormed();
}

function percentEncoded(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const NAME_LENGTH_MAX = 150;
const HEADER_SAFE = /^[\x20-\x7e]{1,100}$/;

const SHOWN: ReadonlySet<string> = new Set([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/gif",
  "audio/aac",
  "audio/amr",
  "audio/mp4",
  "audio/mpeg",
  "audio/ogg",
  "video/3gpp",
  "video/mp4",
]);
