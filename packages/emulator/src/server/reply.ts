/** An answer that is one text, ready to be written: lighter than a `Response` that must be read. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export function responseFromReply({ status, headers, text }: Reply): Response {
  return new Response(text, { status, headers });
}
