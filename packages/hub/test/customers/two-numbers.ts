import { type Beginning, type Business, begin } from "../flows/begin.ts";
import { envelopeOf, messageNotice, postEnvelope } from "../flows/notices.ts";
import { addSibling } from "../flows/sibling.ts";

/** A business with two numbers of one portfolio. */
export async function beginWithTwoNumbers(beginning: Beginning = {}): Promise<Business> {
  const business = await begin(beginning);
  await addSibling(business);
  return business;
}

export interface Thread {
  readonly number_id: string;
  readonly thread_id: string;
}

export function pathOf({ number_id, thread_id }: Thread): string {
  return `/api/v1/threads/${number_id}/${thread_id}`;
}

let count = 0;

/** A customer writes to one of the numbers; gives the thread that it is in. */
export async function hear(
  business: Business,
  who: { from?: string; from_user_id?: string; name?: string },
  numberId: string = business.numberId,
): Promise<Thread> {
  count += 1;
  const { name, ...names } = who;
  const id = `wamid.${numberId}.${count}`;
  const message = messageNotice(business, { id, text: "hello", ...names });
  const contact = { wa_id: who.from, user_id: who.from_user_id, profile: { name } };
  const notices = { messages: [message], contacts: [contact] };
  await postEnvelope(business, envelopeOf({ ...business, numberId }, notices));
  const { rows } = await business.db.query<{ thread_id: string }>(
    "select thread_id from message where number_id = $1 and wamid = $2",
    [numberId, id],
  );
  return { number_id: numberId, thread_id: rows[0]?.thread_id ?? "" };
}
