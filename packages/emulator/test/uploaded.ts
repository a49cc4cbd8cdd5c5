import assert from "node:assert/strict";
import { type Answer, answerFrom, BASE, type TestWorld } from "./world.ts";

/** What an upload may say. */
export interface Upload {
  readonly bytes?: Uint8Array | undefined;
  /** The type of the form's part; none if empty. */
  readonly type?: string;
  /** Other fields of the form. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly name?: string;
}

/** Uploads a file as SDKs do: a form with the file, and a few words beside it. */
export async function upload(world: TestWorld, wanted: Upload): Promise<Answer> {
  const { token, phoneNumberId } = world.emulator.credentials;
  const { bytes = Buffer.from("file"), type = "image/jpeg", name = "file.bin" } = wanted;
  const form = new FormData();
  for (const [field, value] of Object.entries(wanted.fields ?? { messaging_product: "whatsapp" })) {
    form.set(field, value);
  }
  form.set("file", new File([new Uint8Array(bytes)], name, { type }));
  const url = `${BASE}/v24.0/${phoneNumberId}/media${wanted.query ?? ""}`;
  const headers = { authorization: `Bearer ${token}` };
  const request = new Request(url, { method: "POST", headers, body: form });
  return answerFrom(await world.emulator.fetch(request));
}

/** The id of a file that was uploaded. */
export async function uploaded(world: TestWorld, wanted: Upload): Promise<string> {
  const answer = await upload(world, wanted);
  assert.equal(answer.status, 200, answer.text);
  return answer.body.id;
}
