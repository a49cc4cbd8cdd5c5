/** The digits of a phone number as people and programs write it, or `undefined` if it is none. */
export function phoneFromText(text: string): string | undefined {
  const digits = text.replace(/[\s+\-().]/g, "");
  return /^[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}
