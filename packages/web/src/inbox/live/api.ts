import type {
  ClockShape,
  DraftShape,
  FoundShape,
  MessageShape,
  NumberShape,
  ProblemShape,
  QueueCountsShape,
  SentShape,
  TemplateShape,
  ThreadDetailShape,
  ThreadShape,
} from "@casement/hub/api";
import type { TemplateUse } from "../composer/template-order.ts";
import { Refused } from "../frame/refused.ts";
import type { ThreadKey } from "./screen.ts";

// Calls to `/api/v1`. The hub that serves this page answers them, so its shapes are taken as they
// are: they were checked where they were made.

export interface Page<Item> {
  readonly data: readonly Item[];
  readonly next_cursor: string | null;
}

export interface ThreadQuery {
  readonly q: string;
  /** `null`: all of them. */
  readonly queue: string | null;
  readonly cursor: string | null;
}

export interface ThreadPage extends Page<ThreadShape> {
  readonly found: readonly FoundShape[];
}

export interface TemplatePage extends Page<TemplateShape> {
  readonly last_used: readonly TemplateUse[];
}

/** The hub answered with an error; `code` says which. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly code: string;

  constructor(status: number, problem: ProblemShape["error"]) {
    super(problem.message);
    this.status = status;
    this.code = problem.code;
  }
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof Problem && error.status === 401;
}

/** Whether the hub said no, as it would once more: only what failed is worth asking again. */
export function isRefusal(error: unknown): boolean {
  return (
    (error instanceof Problem || error instanceof Refused) &&
    error.status >= 400 &&
    error.status < 500 &&
    error.status !== 429
  );
}

export const api = {
  clock: (): Promise<{ data: ClockShape }> => get("/clock"),
  numbers: (): Promise<Page<NumberShape>> => get("/numbers"),
  threads: (query: ThreadQuery): Promise<ThreadPage> =>
    get(`/threads?${search({ limit: "50", ...query })}`),
  queueCounts: (): Promise<{ data: QueueCountsShape }> => get("/threads/counts"),
  thread: (key: ThreadKey): Promise<{ data: ThreadDetailShape }> => get(`/threads/${key}`),
  messages: (
    key: ThreadKey,
    { before, limit }: { before: string | null; limit: number },
  ): Promise<Page<MessageShape>> =>
    get(`/threads/${key}/messages?${search({ limit: String(limit), before })}`),
  templates: (numberId: string): Promise<TemplatePage> =>
    get(`/templates?${search({ number_id: numberId })}`),
  markRead: (key: ThreadKey): Promise<{ data: ThreadShape }> => post(`/threads/${key}/read`),
  send,
} as const;

/** What became of a draft. A refusal is an answer, not an error: the message says why. */
export interface Answer {
  readonly sent: SentShape;
  /** Why it was not sent, where it was not. */
  readonly refusedBecause: string | undefined;
}

async function send(key: ThreadKey, draft: DraftShape, idempotencyKey: string): Promise<Answer> {
  const response = await fetch(`/api/v1/threads/${key}/messages`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": idempotencyKey },
    body: JSON.stringify(draft),
  });
  if (!response.ok && response.status !== 422) throw await problemFrom(response);
  const body: { data?: SentShape } & Partial<ProblemShape> = await response.json();
  if (body.data === undefined) throw new Problem(response.status, body.error ?? NO_REASON);
  return { sent: body.data, refusedBecause: body.error?.message };
}

export async function get<Body>(path: string): Promise<Body> {
  const response = await fetch(`/api/v1${path}`);
  if (!response.ok) throw await problemFrom(response);
  return await response.json();
}

async function post<Body>(path: string): Promise<Body> {
  const response = await fetch(`/api/v1${path}`, { method: "POST" });
  if (!response.ok) throw await problemFrom(response);
  return await response.json();
}

/** A proxy's error page is no problem document; its status still says something. */
async function problemFrom(response: Response): Promise<Problem> {
  const body: Partial<ProblemShape> = await response.json().catch(() => ({}));
  return new Problem(response.status, body.error ?? NO_REASON);
}

const NO_REASON = { code: "unknown", message: "The hub answered with an error and no reason." };

export function search(query: { readonly [name: string]: string | null }): string {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== "");
  return new URLSearchParams(given.map(([name, value]) => [name, value ?? ""])).toString();
}
