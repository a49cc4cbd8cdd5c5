// What the composer says, in one place.

export const COMPOSER_WORDS = {
  composer: "Composer",
  message: "Message",
  writeTo: (name: string): string => `Write to ${name}`,
  send: "Send",
  sending: "Sending…",
  newLine: "Shift + Enter for a new line",
  template: "Template",
  attach: "Attach",
  attachHint: "Attach files: pictures to 5 MB, video and sound to 16 MB, documents to 100 MB",
  ask: "Buttons",
  askHint: "Ask with buttons or a list",
  bold: "Bold",
  italic: "Italic",
  strike: "Strike through",
  mono: "Fixed width",
  formatting: "Formatting",
  answering: "In answer to",
  notAnswering: "Do not answer this message",
  attachments: "Files to send",
  remove: (name: string): string => `Remove ${name}`,
  uploading: (percent: number): string => `Uploading, ${percent} %`,
  ready: "Ready to send",
  drop: "Drop the files here",
  stillUploading: "A file is still on its way up",
  example: (text: string): string => `For example: ${text}`,
  back: "Back to writing",
  preview: "Preview",
  placeHint: "Send a location",
  personHint: "Send somebody’s contact card",
  keptText: "What you typed is kept. ",
} as const;

/** What became of a message on its way, below its bubble. */
export const SEND_WORDS = {
  notSent: "Not sent: ",
  unanswered: "The hub did not answer, so nobody knows yet whether it was sent.",
  pressAgain: "Press Send again: it will go out once.",
  again: "Send again",
  againHint: "It goes out once, however often you ask",
  takeBack: "Put the text back",
} as const;

/** Above the box, and in its place while nothing free-form can be sent. */
export const NOTE_WORDS = {
  freeForm: "Free-form",
  why: (cost: string): string => `Why ${cost}?`,
  heardTooShort: ". We have not received everything for 24 hours yet, so the window may be closed.",
  closes: (at: string, left: string): string => `Window closes ${at}, in ${left}`,
  closed: (at: string, ago: string): string => `The window closed ${ago} (${at})`,
  neverOpen: "The customer has not written yet, so no window is open",
  nothing: "Nothing can be sent to this customer now",
  reopen: "A message from the customer opens it again. A template reaches them now. ",
  whyNothing: "Why can nothing else be sent?",
  whyShort: "Why?",
} as const;

export const PICKER_WORDS = {
  choose: "Choose a template",
  back: "Back to writing",
  templates: "Templates",
  loading: "Loading templates",
  failed: "The templates could not be loaded.",
  again: "Try again",
  none: "This number has no templates. Make one in WhatsApp Manager.",
  find: "Find a template",
  noneFound: (words: string): string => `No template is about “${words}”.`,
} as const;

export const ASK_WORDS = {
  title: "Ask with buttons or a list",
  style: "Kind",
  buttons: "Buttons, up to 3",
  list: "List, up to 10",
  text: "Question",
  header: "Heading (if wanted)",
  footer: "Small print (if wanted)",
  opens: "Button that opens the list",
  choice: (n: number): string => `Choice ${n}`,
  description: (n: number): string => `Description of choice ${n} (if wanted)`,
  add: "Add a choice",
  remove: (n: number): string => `Remove choice ${n}`,
  send: "Send question",
  twice: "Two choices read the same",
  empty: "A choice is empty",
  noText: "The question is empty",
} as const;

export const PLACE_WORDS = {
  title: "Send a location",
  latitude: "Latitude, or a link copied from a map",
  longitude: "Longitude",
  paste: "51.5055, -0.0911",
  name: "Name (if wanted)",
  address: "Address (if wanted)",
  send: "Send location",
  noPlace: "Where is it? Both numbers are needed",
  offEarth: "Latitude goes from -90 to 90, longitude from -180 to 180",
  unnamed: "Location",
} as const;

export const PERSON_WORDS = {
  title: "Send a contact card",
  name: "Name",
  phone: "Phone",
  email: "E-mail (if wanted)",
  company: "Company (if wanted)",
  send: "Send contact card",
  noName: "Whose card is it?",
  noWay: "A phone number or an e-mail is needed",
  badPhone: "That is no phone number",
  badEmail: "That is no e-mail address",
} as const;
