import type { DraftShape } from "@casement/hub/api";
import { PERSON_WORDS } from "./composer-words.ts";

/** Somebody's card while it is being filled in. */
export interface Person {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly company: string;
}

export const EMPTY_PERSON: Person = { name: "", phone: "", email: "", company: "" };

/** Why a card cannot be sent yet, or `undefined`. */
export function faultOfPerson({ name, phone, email }: Person): string | undefined {
  if (name.trim() === "") return PERSON_WORDS.noName;
  if (phone.trim() === "" && email.trim() === "") return PERSON_WORDS.noWay;
  if (phone.trim() !== "" && !/^\+?[\d\s().-]{5,30}$/.test(phone.trim())) {
    return PERSON_WORDS.badPhone;
  }
  const isEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim());
  return email.trim() !== "" && !isEmail ? PERSON_WORDS.badEmail : undefined;
}

export function draftFromPerson(person: Person, replyTo: string | undefined): DraftShape {
  const [phone, email] = [person.phone.trim(), person.email.trim()];
  const company = person.company.trim();
  const card = {
    name: person.name.trim(),
    phones: phone === "" ? [] : [phone],
    ...(email === "" ? {} : { emails: [email] }),
    ...(company === "" ? {} : { company }),
  };
  return {
    kind: "people",
    people: [card],
    ...(replyTo === undefined ? {} : { reply_to: replyTo }),
  };
}
