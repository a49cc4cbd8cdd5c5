// What the details say of who a customer is, in one place.

export const MERGE_WORDS = {
  title: "One customer",
  merge: "Merge with another thread",
  merged: (name: string, who: string, when: string): string =>
    `With ${name}, said by ${who} ${when}.`,
  nameless: "a customer without a name",
  undo: "Undo",
  whom: (name: string): string => `Who else is ${name}?`,
  what:
    "The other thread becomes part of this one: its messages, drafts and names. You can undo it " +
    "at any time, and each gets back what is theirs.",
  find: "Name, phone number or words",
  isSame: "Same customer",
  same: (name: string): string => `${name} is the same customer`,
  none: "Nobody else is found.",
} as const;
