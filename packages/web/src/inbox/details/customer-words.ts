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
    "The other thread becomes part of this one: its messages, drafts and names. You can undo it, " +
    "and each gets back what is theirs.",
  find: "Name, phone number or words",
  isSame: "Same customer",
  same: (name: string): string => `${name} is the same customer`,
  none: "Nobody else is found.",
} as const;

export const CUSTOMER_WORDS = {
  elsewhere: "Also writes to",
  notes: "Notes",
  failed: "What was written down could not be loaded.",
  again: "Try again",
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

export const CONSENT_WORDS = {
  title: "Consent",
  blocked: "Blocked: nothing is sent to them.",
  optedOutAll: "They opted out of everything but answers.",
  optedOut: (categories: string): string => `They opted out of ${categories}.`,
  optedIn: (categories: string): string => `They agreed to ${categories}.`,
  required: "No opt-in is recorded, and this number asks for one: answers only.",
  neverAsked: "Never asked. An answer needs no consent; everything else should have it.",
  everything: "everything",
  recorded: (count: number): string => (count === 1 ? "Recorded once" : `Recorded ${count} times`),
  agreed: (what: string, when: string): string => `Agreed to ${what}, ${when}`,
  stopped: (what: string, when: string): string => `Opted out of ${what}, ${when}`,
  from: (source: string, who: string): string => `${source}; recorded by ${who}`,
  add: "Record what they said",
  word: "What they said",
  optIn: "They agree to",
  optOut: "They opt out of",
  category: "To what",
  source: "Where it is from",
  sourceHint: "The form, the shop, the call in which they said so.",
  evidence: "What they said, if you have it",
  record: "Record",
  leave: "Leave it",
} as const;
