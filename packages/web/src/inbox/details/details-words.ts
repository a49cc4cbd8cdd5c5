// What the details say, in one place.

export const DETAILS_WORDS = {
  details: "Details",
  close: "Close details",
  noPhone: "Shows no phone number",
  notWritten: "Has not written yet",
  identity: "Known to WhatsApp as",
  since: (when: string): string => `since ${when}`,
  conversations: "Open conversations",
  noneOpen: "None is open now.",
  whatFor: {
    template:
      "Only the window decides what may be written. Each template is charged by itself, and a " +
      "conversation costs nothing.",
    conversation:
      "Only the window decides what may be written. A conversation is what is charged: once, for " +
      "all that is sent in it.",
    message:
      "Only the window decides what may be written. By the prices of today each message is " +
      "charged by itself; a conversation shows what belongs together, and only a free entry " +
      "point makes it free.",
  },
  entryPoint: "Free entry point waiting",
  now: "If you send now",
  spend: "Spent here",
  nothingSpent: "Nothing has been delivered yet.",
  spendNote: "Since this hub first heard of them. The ledger has each message.",
  units: (count: number): string => `${count} ${count === 1 ? "message" : "messages"}`,
  unknownPrice: (count: number): string => `${count} of unknown price`,
  unknown: "not known",
  free: "free",
  total: "Together",
  erasing: "Forget",
  erased: (when: string): string =>
    `Erased ${when}. The names are ones of chance, and nobody can write to them here.`,
  erase: "Erase this customer",
  eraseWhom: (name: string): string => `Erase ${name} for good?`,
  eraseWhat:
    "What was said, files and names go, also from what Meta posted. What it cost stays in the " +
    "books, without a name. This cannot be undone. If they write again they are somebody new.",
  eraseNot: "Keep them",
  eraseNow: "Erase for good",
} as const;

export const ALIAS_WORDS = {
  wa_id: "WhatsApp id",
  user_id: "Business-scoped id",
  group_id: "Group",
} as const;
