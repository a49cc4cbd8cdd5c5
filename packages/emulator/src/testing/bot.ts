import type { Download, Get, Post } from "../webhooks/outside.ts";

/** A program under test: it takes webhooks, and answers 200. */
export type Bot = (request: Request) => Response | Promise<Response>;

/** A file on the web, for messages that link to one. */
export interface WebhookFile {
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

/** Posts to a program in this process, in place of the network. */
export function postTo(bot: Bot): Post {
  return async (url, { headers, body }) => {
    const request = new Request(url, { method: "POST", headers, body: new Uint8Array(body) });
    const answer = await bot(request);
    return { status: answer.status };
  };
}

/** Asks a program in this process for a handshake. */
export function getFrom(bot: Bot): Get {
  return async (url) => {
    const answer = await bot(new Request(url));
    return { status: answer.status, body: await answer.text() };
  };
}

/** The web as far as a test knows it. */
export function downloadFrom(files: ReadonlyMap<string, WebhookFile>): Download {
  return async (url) => {
    const file = files.get(url);
    if (file === undefined) return { status: 404, mimeType: undefined, bytes: new Uint8Array() };
    return { status: 200, mimeType: file.mimeType, bytes: file.bytes };
  };
}
