// What the thread says around its messages, in one place.

export const MESSAGE_WORDS = {
  messages: "Messages",
  fromUs: "From us",
  fromCustomer: "From the customer",
  noMessages: "No messages yet",
  noMessagesHint: "A template reaches a customer who has not written to you.",
  loading: "Loading messages",
  failed: "The messages could not be loaded",
  again: "Try again",
  older: "Show older messages",
  loadingOlder: "Loading older messages…",
  olderFailed: "They could not be loaded. Try again.",
  beginning: "The thread begins here",
  toNewest: "To the newest message",
  newBelow: "New messages",
  phoneApp: "from the phone app",
  otherTool: "by another tool",
  edited: "edited",
  notDelivered: "no charge until delivered",
  firstVersion: "First version",
  revokedByCustomer: "The customer took this message back",
  revokedByUs: "We took this message back",
  reply: "Reply",
  react: "React",
  takeBack: "Take the reaction back",
  weWrote: "We wrote",
  customerWrote: "The customer wrote",
  inAnswerTo: "In answer to",
  earlierMessage: "an earlier message",
  showQuoted: "Show the message that this answers",
  unknownTitle: "Sent or not? Nobody knows yet.",
  unknownHint: "Meta did not answer. It is not sent twice; Meta’s next report settles it.",
  givenUpTitle: "Given up: sent or not, nobody knows.",
  givenUpHint:
    "Meta did not report it in the time that was chosen. A late report still settles it.",
  jump: "Jump to another day",
  jumpTo: "Day",
  go: "Go",
  first: "First message",
  newest: "Newest message",
  jumping: "Looking for it…",
  jumpFailed: "It could not be loaded.",
  jumpedNowhere: "That message is not kept here.",
  understood: "OK",
} as const;

/** The place of a thread, while none is open. */
export const NO_THREAD_WORDS = {
  main: "Thread",
  choose: "Choose a thread",
  chooseHint: "Pick a customer in the list on the left to read what was said and to answer.",
  none: "Nothing to answer yet",
  noneHint: "What a customer writes to your number is read and answered here.",
  gone: "This thread could not be loaded",
} as const;

/** A message that is for later. */
export const SCHEDULED_WORDS = {
  goesOut: "Goes out on",
  takeBack: "Take it back",
} as const;

/** The head of a thread. */
export const HEAD_WORDS = {
  back: "Back to the threads",
  details: "Details",
  noPhone: "shows no phone number",
  window: "Window ",
  closed: "closed",
  openUntil: (at: string): string => `Window open until ${at}`,
  open: "Window open",
  entryWaits: "Answer for a free entry point",
  timeLeft: "Time left: ",
  left: " left",
} as const;

/** Where a conversation opens, and where it ends. */
export const LINE_WORDS = {
  ended: (category: string): string => `The ${category} conversation ended at `,
  endedEarly: ", closed by the free entry point",
  opened: "conversation opened",
  by: (opener: string): string => ` by ${opener} · until `,
} as const;

export const CONTENT_WORDS = {
  chose: "Chose: ",
  open: "Open the picture",
  close: "Close the picture",
  download: "Save the file",
  notThere: "The file is not there.",
  hubAway: "The hub does not answer.",
  looking: "Looking for the file…",
  again: "Try again",
  voice: "Voice message",
  noPhone: "no phone number",
  order: "Order",
  orderTotal: "Total",
  buttons: "Buttons",
  linked: "given by a link, not kept here",
} as const;

/** What brought a customer here. */
export const ARRIVAL_WORDS = {
  ad: "Came by an ad",
  post: "Came by a post",
  page: "Came by a page’s button",
} as const;

/** What stands in place of a message that the platform does not pass on, or that is no message. */
export const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  [
    "unsupported",
    "A message of a kind that WhatsApp shows only on phones, such as a poll or a photo to be seen once.",
  ],
  ["unknown", "What this message said is not kept here. Another tool sent it, or it was erased."],
  ["request_welcome", "The customer opened the chat for the first time."],
  ["system", "The customer’s number or identity changed."],
  ["ephemeral", "A message that disappears, which is not passed on."],
  ["edit", "The customer changed an earlier message."],
  ["revoke", "The customer took an earlier message back."],
  ["nfm_reply", "The customer filled in a form."],
  ["call_permission_reply", "The customer answered whether they may be called."],
  ["pin", "A message was pinned."],
]);

/** These are no bubbles, but lines: nobody said them. */
export const LINE_KINDS: ReadonlySet<string> = new Set([
  "system",
  "request_welcome",
  "edit",
  "revoke",
  "pin",
]);

export function otherWords(type: string): string {
  return (
    OTHER_WORDS.get(type) ??
    `A message of the kind “${type}”, which cannot be shown here. The post is kept.`
  );
}
