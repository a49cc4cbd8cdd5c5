/** What the hub may do with an address: call it at all, and if so, with an account's token. */
export interface Target {
  readonly url: URL;
  /** Whether an account's token may go there. */
  readonly takesToken: boolean;
  /** An origin that the operator's configuration names: it may lie in a private network. */
  readonly isOwn: boolean;
}

/** Meta's own hosts, which know what to do with a token. */
const CREDENTIALED = [/^graph\.facebook\.com$/, /^api\.facebook\.com$/, /^lookaside\.fbsbx\.com$/];

/** Meta's store of files: whoever has the address may read, so a token has no business there. */
const PLAIN = [/(^|\.)fbsbx\.com$/, /(^|\.)fbcdn\.net$/, /(^|\.)whatsapp\.net$/];

/**
 * Where the hub may call: Meta's hosts over https at their usual port, and the origins that an
 * operator named (`WHATSAPP_API_URL`: the emulator). Anything else is `undefined`.
 *
 * Two tiers, because they differ in what a mistake costs: an address in an answer of Meta's may
 * lead to any of its stores, but a token goes to three hosts and no further.
 */
export function targetOf(text: string, ownOrigins: ReadonlySet<string>): Target | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return undefined;
  if (ownOrigins.has(url.origin)) return { url, takesToken: true, isOwn: true };
  if (url.protocol !== "https:" || url.port !== "") return undefined;
  const isIn = (hosts: readonly RegExp[]): boolean => hosts.some((host) => host.test(url.hostname));
  const takesToken = isIn(CREDENTIALED);
  return takesToken || isIn(PLAIN) ? { url, takesToken, isOwn: false } : undefined;
}
