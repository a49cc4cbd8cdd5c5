/** Posts a webhook. Resolves with the answer's status, rejects if no answer came. */
export type Post = (
  url: string,
  init: {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
    readonly timeoutMs: number;
  },
) => Promise<{ status: number }>;

/** Asks for the handshake. Resolves with what was answered, rejects if no answer came. */
export type Get = (
  url: string,
  init: { readonly timeoutMs: number },
) => Promise<{ status: number; body: string }>;

/** How the emulator reaches the servers that its webhooks go to: its only way out. */
export interface Outside {
  readonly post: Post;
  readonly get: Get;
  close(): Promise<void>;
}
