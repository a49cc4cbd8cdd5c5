import { fieldIn, textIn } from "../json/unknown-value.ts";

/** What an answer of Meta's must not tell, or must tell otherwise, to whoever asked through us. */
export interface Reader {
  /** Where the hub is, as the reader knows it. */
  readonly origin: string;
  /** Where Meta is, as the hub knows it. */
  readonly apiUrl: string;
  /** The key, if it came in the query: then the links it is given carry it. */
  readonly keyInQuery: string | undefined;
  /** Whether the key reaches a number; `undefined`: all that its account has. */
  readonly mayReach: ((numberId: string) => boolean) | undefined;
}

/** Links of a list lead back to the hub, and carry the reader's key or none. */
export function withOwnLinks(body: unknown, reader: Reader): unknown {
  const paging = fieldIn(body, "paging");
  if (typeof paging !== "object" || paging === null) return body;
  const links = ["next", "previous"].flatMap((name) => {
    const link = textIn(paging, name);
    return link === null ? [] : [[name, ownLink(link, reader)]];
  });
  return { ...Object(body), paging: { ...paging, ...Object.fromEntries(links) } };
}

function ownLink(link: string, { origin, apiUrl, keyInQuery }: Reader): string {
  if (!URL.canParse(link)) return origin;
  const { pathname, searchParams } = new URL(link);
  for (const secret of ["access_token", "appsecret_proof"]) searchParams.delete(secret);
  if (keyInQuery !== undefined) searchParams.set("access_token", keyInQuery);
  const prefix = new URL(apiUrl).pathname.replace(/\/$/, "");
  const path = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname;
  const query = searchParams.size === 0 ? "" : `?${searchParams}`;
  return `${origin}${path}${query}`;
}

/** The bytes of a file are fetched through the hub, which has the token that they ask for. */
export function withOwnFileAddress(
  body: unknown,
  reader: Reader,
  file: { mediaId: string; numberId: bigint | undefined },
): unknown {
  if (textIn(body, "url") === null) return body;
  const of = file.numberId === undefined ? "" : `?phone_number_id=${file.numberId}`;
  return { ...Object(body), url: `${reader.origin}${FILE_PATH}/${file.mediaId}${of}` };
}

/** Where the hub hands out the bytes of files: the path that Meta's own addresses have. */
export const FILE_PATH = "/whatsapp_business/attachments";

/** Of a list of numbers, those that the key reaches. */
export function withOwnNumbers(body: unknown, { mayReach }: Reader): unknown {
  const data = fieldIn(body, "data");
  if (mayReach === undefined || !Array.isArray(data)) return body;
  return { ...Object(body), data: data.filter((one) => mayReach(textIn(one, "id") ?? "")) };
}

/** Meta's headers that mean something to an SDK; the others are about a connection that is ours. */
export function headersToGiveOn(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    GIVEN_ON.flatMap((name) => {
      const value = headers[name];
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
}

const GIVEN_ON = [
  "cache-control",
  "facebook-api-version",
  "retry-after",
  "www-authenticate",
  "x-ad-api-version-warning",
  "x-app-usage",
  "x-business-use-case-usage",
  "x-fb-request-id",
  "x-fb-rev",
  "x-fb-trace-id",
];
