/**
 * The same phone in its country's other writing, if it has one (SPEC F15).
 *
 * Mobile phones of Brazil are written with a ninth digit or without, those of Mexico with a 1
 * behind the country's code or without, those of Argentina with a 9. WhatsApp knows each customer
 * by one of the two, and no rule says by which: so this finds where to look, and says of nobody
 * that they are somebody. A Brazilian landline has one writing: with a 9 it would be another's.
 */
export function otherWriting(digits: string): string | undefined {
  for (const { phone, between } of WRITINGS) {
    const found = phone.exec(digits);
    if (found === null) continue;
    const [, before = "", was = "", own = ""] = found;
    return `${before}${was === "" ? between : ""}${own}`;
  }
  return undefined;
}

const WRITINGS: readonly { readonly phone: RegExp; readonly between: string }[] = [
  { phone: /^(55\d\d)(9?)([6-9]\d{7})$/, between: "9" },
  { phone: /^(52)(1?)([2-9]\d{9})$/, between: "1" },
  { phone: /^(54)(9?)([1-3]\d{9})$/, between: "9" },
];
