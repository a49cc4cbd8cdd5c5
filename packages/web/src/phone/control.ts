import type { CountedFault, FaultRule } from "./faults.ts";
import type { ClockReport, Customer, PhoneChat, WebhookPost } from "./phone-shapes.ts";

// Calls to the emulator's control API, for its default world: they need no token. The emulator that
// answers them serves this page, so its shapes are taken as they are.

/** What turns the clock: by a span such as `23h59m`, until nothing is due, or at another speed. */
export type Turn =
  | { readonly advance: string }
  | { readonly idle: true }
  | { readonly freeze: true }
  | { readonly speed: number };

/** What is changed of a customer. */
export interface Change {
  readonly name?: string;
  readonly calls?: Customer["calls"];
  readonly behaviour?: { readonly offline?: boolean };
}

export type CallAction = "connect" | "accept" | "reject" | "terminate";

/** The emulator said no; the message is its own. */
export class ControlError extends Error {
  override readonly name = "ControlError";
}

export const control = {
  world: (): Promise<{ webhook: string | null }> => call("GET", ""),
  clock: (): Promise<ClockReport> => call("GET", "/clock"),
  turn: (turn: Turn): Promise<ClockReport> => call("POST", "/clock", turn),
  people: (): Promise<{ data: readonly Customer[] }> => call("GET", "/customers"),
  chat: (phone: string): Promise<PhoneChat> => call("GET", `/customers/${phone}/messages`),
  write: (phone: string, message: object): Promise<{ id: string }> =>
    call("POST", `/customers/${phone}/messages`, message),
  read: (phone: string): Promise<object> => call("POST", `/customers/${phone}/read`, {}),
  change: (phone: string, change: Change): Promise<Customer> =>
    call("PUT", `/customers/${phone}`, change),
  block: (phone: string, blocked: boolean): Promise<Customer> =>
    call("POST", `/customers/${phone}/${blocked ? "block" : "unblock"}`, {}),
  stopMarketing: (phone: string, stopped: boolean): Promise<Customer> =>
    call("POST", `/customers/${phone}/${stopped ? "stop_marketing" : "resume_marketing"}`, {}),
  phone: (phone: string, action: CallAction): Promise<object> =>
    call("POST", `/customers/${phone}/calls`, { action }),
  webhooks: (): Promise<{ data: readonly WebhookPost[] }> => call("GET", "/webhooks?limit=50"),
  faults: (): Promise<{ data: readonly CountedFault[] }> => call("GET", "/faults"),
  setFaults: (rules: readonly FaultRule[]): Promise<{ data: readonly CountedFault[] }> =>
    call("PUT", "/faults", rules),
  redeliver: (id: string): Promise<WebhookPost> => call("POST", `/webhooks/${id}/redeliver`, {}),
} as const;

async function call<Body>(method: string, path: string, body?: object): Promise<Body> {
  const response = await fetch(`/emulator${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  if (response.ok) return await response.json();
  const problem: { error?: { message?: string } } = await response.json().catch(() => ({}));
  throw new ControlError(problem.error?.message ?? `The emulator answered ${response.status}.`);
}
