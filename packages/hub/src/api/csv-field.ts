/**
 * A field as spreadsheets read it. A name that a customer chose may begin like a formula, and some
 * spreadsheets would run it: an apostrophe makes it a text. One that begins with such apostrophes
 * gets another, so that who takes one away has what was written.
 */
export function csvField(value: string): string {
  const safe = /^'*[=+\-@\t\r\n]/.test(value) && !/^\+?\d+$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
