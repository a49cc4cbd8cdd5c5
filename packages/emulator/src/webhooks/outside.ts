/**
 * Posts a webhook. Resolves with the answer's status, and how it begins if that is not 200; rejects
 * if no answer came.
 */
export type Post = (
  url: string,
  init: {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
    readonly timeoutMs: number;
  },
) => Promise<{ status: number; text?: string | undefined }>;

/** Asks for the handshake. Resolves with what was answered, rejects if no answer came. */
export type Get = (
  url: string,
  init: { readonly timeoutMs: number },
) => Promise<{ status: number; body: string }>;

/** Fetches a file that a message links to. Rejects if none came, or more than `bytesMax`. */
export type Download = (
  url: string,
  init: { readonly timeoutMs: number; readonly bytesMax: number },
) => Promise<{ status: number; mimeType: string | undefined; bytes: Uint8Array }>;

/** How the emulator reaches the servers of the business: its only way out. */
export interface Outside {
  readonly post: Post;
  readonly get: Get;
  readonly download: Download;
  close(): Promise<void>;
}
