import type { Emulator } from "@casement/emulator";

/**
 * Who writes to a new business first. Numbers set aside for stories; none is in +1 (decision 0015).
 */
const FIRST_CUSTOMERS = [
  {
    phone: "447700900142",
    name: "Amara Osei",
    text: "Hi! Is the lemon tart in the spring box vegan?",
  },
  { phone: "5511987650123", name: "Rosa Silva", text: "Oi! Has my order left already?" },
  { phone: "919876500123", name: "Arjun Mehta", text: "Do you deliver on Saturdays?" },
] as const;

/**
 * Lets a few customers write, so that the first page a person sees is an inbox and not a desert.
 */
export async function firstCustomersWrite(emulator: Emulator): Promise<void> {
  for (const { phone, name, text } of FIRST_CUSTOMERS) {
    await control(emulator, "PUT", `customers/${phone}`, { name });
    const message = { type: "text", text: { body: text } };
    await control(emulator, "POST", `customers/${phone}/messages`, message);
  }
}

async function control(
  emulator: Emulator,
  method: string,
  path: string,
  body: unknown,
): Promise<void> {
  const request = new Request(`http://emulator/emulator/${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await emulator.fetch(request);
  if (!answer.ok) throw new Error(`the emulator answered ${method} ${path} with ${answer.status}`);
}
