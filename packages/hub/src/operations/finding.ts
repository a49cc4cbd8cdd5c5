/**
 * What the doctor found at one place. `note` is worth a look and no fault; `wrong` is one, and
 * `remedy` says what to do about it.
 */
export interface Finding {
  readonly check: string;
  readonly state: "ok" | "note" | "wrong";
  readonly what: string;
  readonly remedy: string | null;
}

export function fine(check: string, what: string): Finding {
  return { check, state: "ok", what, remedy: null };
}

export function note(check: string, what: string, remedy: string): Finding {
  return { check, state: "note", what, remedy };
}

export function wrong(check: string, what: string, remedy: string): Finding {
  return { check, state: "wrong", what, remedy };
}

/** `1 post`, `3 posts`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
