/** What `X-Casement-Tag` may be: a name of the caller's own for what a message is sent for. */
const TAG = /^[\x20-\x7e]{1,200}$/;

export const TAG_RULE = "must be 1 to 200 visible characters of ASCII";

export function isTag(text: string): boolean {
  return TAG.test(text);
}
