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

export const CUSTOMER_WORDS = {
  elsewhere: "Also writes to",
  notes: "Notes",
  note: "Note",
  newNote: "A note for your colleagues",
  write: "Keep note",
  edit: "Edit",
  remove: "Remove",
  keep: "Keep",
  leave: "Leave as it was",
  by: (who: string, when: string, edited: boolean): string =>
    edited ? `${who}, changed ${when}` : `${who}, ${when}`,
  fields: "Fields",
  addField: "Add a field",
  fieldName: "Name",
  fieldValue: "Value",
  setField: "Set",
  removeField: (name: string): string => `Remove ${name}`,
} as const;
