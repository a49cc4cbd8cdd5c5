import { type Answered, type Beginning, type Business, begin } from "../flows/begin.ts";
import { openTap, type Tapped, type WireTap } from "../flows/wire-tap.ts";

/** A business whose sends are watched on their way to Meta. */
export interface Desk extends AsyncDisposable {
  readonly business: Business;
  readonly tap: WireTap;
  /** Stands between the hub and Meta's answer to a post; a test sets it. */
  onPost: (posted: Posted) => ReturnType<WireTap["instead"]>;
  /** What was posted to Meta so far, in order. */
  readonly posted: Posted[];
  /** Sends a text through the Cloud API. */
  text(to: string, text: string, headers?: Record<string, string>): Promise<Answered>;
  /** Sends a template, for which no window need be open. */
  template(to: string): Promise<Answered>;
}

export interface Posted {
  readonly to: string;
  readonly text: string;
  readonly draft: string;
  /** When it came to Meta, by the clock. */
  readonly at: number;
}

export async function beginDesk(beginning: Beginning = {}): Promise<Desk> {
  const tap = await openTap();
  const business = await begin({ ...beginning, through: (apiUrl) => tap.lead(apiUrl) });
  const posted: Posted[] = [];
  tap.instead = (asked) => {
    if (asked.method !== "POST" || !asked.url.endsWith("/messages")) return undefined;
    const one = { ...sentIn(asked), at: business.clock.now() };
    posted.push(one);
    return desk.onPost(one);
  };
  const path = `/v23.0/${business.numberId}/messages`;
  const desk: Desk = {
    business,
    tap,
    posted,
    onPost: () => undefined,
    text: (to, text, headers) =>
      business.ask("POST", path, { ...HEAD, to, text: { body: text } }, headers),
    template: (to) => business.ask("POST", path, { ...HEAD, to, ...TEMPLATE }),
    async [Symbol.asyncDispose]() {
      await business[Symbol.asyncDispose]();
      await tap[Symbol.asyncDispose]();
    },
  };
  return desk;
}

/** What a post to Meta says. */
function sentIn({ body }: Tapped): Omit<Posted, "at"> {
  const said = JSON.parse(body.toString("utf8"));
  const draft = String(said.biz_opaque_callback_data).slice(-36);
  return { to: said.to, text: said.text?.body ?? "", draft };
}

/** Resolves when `condition` holds: what it waits for travels over sockets, in nobody's time. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((go) => void setImmediate(go));
}

const HEAD = { messaging_product: "whatsapp" };
const TEMPLATE = {
  type: "template",
  template: { name: "hello_world", language: { code: "en_US" } },
};
