import type { Queue } from "./queues.ts";

// What the list of threads says, in one place. A conversation is the platform's 24-hour unit.

export const QUEUE_WORDS: { readonly [queue in Queue]: string } = {
  all: "All",
  open: "Open",
  unread: "Unread",
  waiting: "Waiting",
  closing_soon: "Closing soon",
  entry_points: "Ads, waiting",
  closed: "Closed",
};

/** What a queue holds, for whoever rests the pointer on its name. */
export const QUEUE_HINTS: { readonly [queue in Queue]: string } = {
  all: "Every thread, newest first",
  open: "The service window is open: anything may be sent",
  unread: "The customer wrote and nobody has looked",
  waiting: "The customer wrote and no answer followed (a template is none); longest first",
  closing_soon: "The window closes within two hours; what closes first comes first",
  entry_points: "They came by an ad or a page button: an answer in time opens a free entry point",
  closed: "The window has closed: only templates reach them",
};

/** Why a queue is empty, and that this is good news. */
export const QUEUE_EMPTY: { readonly [queue in Queue]: { title: string; text: string } } = {
  all: {
    title: "No threads yet",
    text: "The first message a customer writes to your number shows up here.",
  },
  open: {
    title: "No window is open",
    text: "When a customer writes or calls, their window opens for 24 hours.",
  },
  unread: { title: "All read", text: "Nobody waits for somebody to look." },
  waiting: { title: "Nobody waits", text: "Every customer who wrote has an answer." },
  closing_soon: {
    title: "Nothing closes soon",
    text: "No window closes within the next two hours.",
  },
  entry_points: {
    title: "Nobody from an ad waits",
    text: "Customers who come by an ad or a page button wait here until somebody answers.",
  },
  closed: { title: "No window has closed", text: "Every customer here can still be written to." },
};

export const LIST_WORDS = {
  title: "Inbox",
  list: "Threads",
  queues: "Queues",
  filter: "Filter threads",
  placeholder: "Name, number or message",
  failed: "The threads could not be loaded",
  notAll: "Not all of it could be loaded.",
  again: "Try again",
  loading: "Loading threads",
  loadingMore: "Loading more threads",
  showAll: "Show all threads",
  noMessages: "No messages yet",
  waits: "Reply in time: free entry point",
  closed: "Window closed",
  unanswered: (since: string): string => `Waits for an answer since ${since}`,
  waiting: "Waits",
  emulator: "With the emulator, be that customer yourself:",
  phonePage: "open the phone page",
  turned: "The hub’s clock was turned; all times here are by it",
  nothingFound: (q: string): string => `Nothing found for “${q}”`,
  nothingFoundHint: "Words are found by how they begin, names by any part of them.",
  newMessage: (name: string, text: string): string => `New message from ${name}: ${text}`,
} as const;
