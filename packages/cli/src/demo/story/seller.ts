import { type HubDoor, listIn, textIn } from "../hub-door.ts";

/** The shop at its hub: it sends, and it looks at what came. */
export interface Seller {
  /** Sends a message object of the Cloud API, and gives the id that it got. */
  send(phone: string, message: object): Promise<string>;
  /** Opens the thread with a customer, so that nothing in it is unread. */
  read(phone: string): Promise<void>;
}

/** What is sent goes the way of any SDK; what is read, that of the inbox. */
export function sellerAt(hub: HubDoor, numberId: string): Seller {
  const threads = new Map<string, string>();

  async function threadOf(phone: string): Promise<string | undefined> {
    const known = threads.get(phone);
    if (known !== undefined) return known;
    const answer = await hub.ask("GET", `/api/v1/threads?q=${phone}`);
    const thread = listIn(answer, "data").find((one) => textIn(one, "phone") === `+${phone}`);
    const threadId = textIn(thread, "thread_id");
    if (threadId !== undefined) threads.set(phone, threadId);
    return threadId;
  }

  return {
    async send(phone, message) {
      const body = { messaging_product: "whatsapp", to: phone, ...message };
      const answer = await hub.ask("POST", `/v25.0/${numberId}/messages`, body);
      const id = textIn(listIn(answer, "messages")[0], "id");
      if (id === undefined) throw new Error("the hub sent a message and gave it no id");
      return id;
    },
    async read(phone) {
      const threadId = await threadOf(phone);
      if (threadId === undefined) return;
      await hub.ask("POST", `/api/v1/threads/${numberId}/${threadId}/read`);
    },
  };
}
