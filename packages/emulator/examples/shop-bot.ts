import { isSigned } from "@casement/emulator/testing";

/** What the bot must know, and how it reaches Meta. */
export interface ShopSettings {
  readonly token: string;
  readonly appSecret: string;
  readonly phoneNumberId: string;
  /** In a test the emulator's; in production the real one. */
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A small shop on WhatsApp: it tells how orders stand, and keeps the pictures that come in. */
export class ShopBot {
  readonly #settings: ShopSettings;
  /** Messages that were answered: Meta may post one twice. */
  readonly #answered = new Set<string>();
  /** When each customer last wrote, by `wa_id`. */
  readonly #heardAt = new Map<string, number>();
  /** How far each message of ours has come. */
  readonly #statuses = new Map<string, string>();
  readonly #pictures = new Map<string, { readonly id: string; readonly url: string }>();

  constructor(settings: ShopSettings) {
    this.#settings = settings;
  }

  /** Takes one webhook. */
  async handle(request: Request): Promise<Response> {
    const body = new Uint8Array(await request.arrayBuffer());
    const signature = request.headers.get("x-hub-signature-256");
    if (!isSigned(body, signature, this.#settings.appSecret))
      return new Response(null, { status: 401 });
    const { entry = [] } = JSON.parse(new TextDecoder().decode(body));
    for (const { changes } of entry) {
      for (const { field, value } of changes) {
        if (field !== "messages") continue;
        for (const status of value.statuses ?? []) this.#hearStatus(status);
        for (const message of value.messages ?? []) await this.#answer(message);
      }
    }
    return new Response(null, { status: 200 });
  }

  /** Tells of an order: in a free-form text while the customer may get one, else by a template. */
  async notify(to: string, order: string, state: string): Promise<string> {
    const heardAt = this.#heardAt.get(to) ?? Number.NEGATIVE_INFINITY;
    if (this.#settings.now() - heardAt < WINDOW_MS) {
      return this.#send({ to, type: "text", text: { body: `Order ${order}: ${state}.` } });
    }
    const parameters = [order, state].map((text) => ({ type: "text", text }));
    const template = {
      name: "order_update",
      language: { code: "en_US" },
      components: [{ type: "body", parameters }],
    };
    return this.#send({ to, type: "template", template });
  }

  statusOf(id: string): string | undefined {
    return this.#statuses.get(id);
  }

  /** The bytes of the picture a customer sent. An address dies after five minutes. */
  async picture(from: string): Promise<Uint8Array | undefined> {
    const picture = this.#pictures.get(from);
    if (picture === undefined) return undefined;
    const first = await this.#get(picture.url);
    if (first.ok) return new Uint8Array(await first.arrayBuffer());
    const url = await this.#addressOf(picture.id);
    this.#pictures.set(from, { ...picture, url });
    return new Uint8Array(await (await this.#get(url)).arrayBuffer());
  }

  async #answer(message: Inbound): Promise<void> {
    if (this.#answered.has(message.id)) return;
    this.#answered.add(message.id);
    this.#heardAt.set(message.from, Number(message.timestamp) * 1_000);
    if (message.image !== undefined) {
      const { id } = message.image;
      this.#pictures.set(message.from, { id, url: await this.#addressOf(id) });
    }
    const order = /order (\d+)/.exec(message.text?.body ?? "")?.[1];
    const body = order === undefined ? "How can we help?" : `Your order ${order} is on its way.`;
    await this.#send({ to: message.from, type: "text", text: { body } });
  }

  /** Statuses may come in any order, and only ever lead on. */
  #hearStatus({ id, status }: { readonly id: string; readonly status: string }): void {
    const known = this.#statuses.get(id) ?? "";
    if (STEPS.indexOf(status) > STEPS.indexOf(known)) this.#statuses.set(id, status);
  }

  async #send(message: object): Promise<string> {
    const { phoneNumberId } = this.#settings;
    const answer = await this.#ask("POST", `${GRAPH}/${phoneNumberId}/messages`, {
      messaging_product: "whatsapp",
      ...message,
    });
    if (!answer.ok) throw new Error(`not sent: ${await answer.text()}`);
    const { messages } = JSON.parse(await answer.text());
    return messages[0].id;
  }

  async #addressOf(mediaId: string): Promise<string> {
    const answer = await this.#get(`${GRAPH}/${mediaId}`);
    const { url } = JSON.parse(await answer.text());
    return url;
  }

  #get(url: string): Promise<Response> {
    return this.#ask("GET", url);
  }

  #ask(method: string, url: string, body?: object): Promise<Response> {
    const { token, fetch } = this.#settings;
    return fetch(url, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }
}

interface Inbound {
  readonly id: string;
  readonly from: string;
  readonly timestamp: string;
  readonly text?: { readonly body: string };
  readonly image?: { readonly id: string };
}

const GRAPH = "https://graph.facebook.com/v24.0";
const WINDOW_MS: number = 24 * 3_600_000;
const STEPS: readonly string[] = ["", "sent", "delivered", "read"];
