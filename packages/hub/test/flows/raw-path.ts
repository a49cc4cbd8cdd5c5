import { createHash } from "node:crypto";
import { request } from "node:http";
import { signatureOf } from "@casement/cloud-api";
import type { Business } from "./begin.ts";
import { envelopeOf, messageNotice } from "./notices.ts";

export interface Posted {
  readonly status: number;
  readonly text: string;
}

/** What a stranger can do at a business's webhook path, byte by byte. */
export interface RawPath {
  /** Posts bytes as they are, with the headers as they are: twice, if their value is a list. */
  post(
    body: Uint8Array | string,
    headers: Record<string, string | string[]>,
    path?: string,
  ): Promise<Posted>;
  /** The signature of Meta's over these bytes. */
  signed(body: Uint8Array | string): string;
  /** Posts bytes with their signature. */
  postSigned(body: Uint8Array | string, headers?: Record<string, string>): Promise<Posted>;
  /** What is kept, by the hash of its bytes, and what of it is waiting. */
  kept(): Promise<{ posts: string[]; pending: number; strange: string[] }>;
  /** A body with a text of a customer's. */
  bodyOf(wamid: string, value?: object): string;
}

export function rawPathOf(business: Business): RawPath {
  const signed = (body: Uint8Array | string): string =>
    signatureOf(Buffer.from(body), business.emulator.credentials.appSecret);
  const post: RawPath["post"] = (body, headers, path = "/webhooks/whatsapp") =>
    new Promise((done, failed) => {
      const sent = request(business.hub.url, { path, method: "POST", headers }, (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (piece: string) => {
          text += piece;
        });
        answer.on("end", () => done({ status: answer.statusCode ?? 0, text }));
      });
      sent.on("error", failed);
      sent.end(body);
    });
  return {
    post,
    signed,
    postSigned: (body, headers = {}) =>
      post(body, { "x-hub-signature-256": signed(body), ...headers }),
    async kept() {
      await business.hub.quiet();
      const { rows } = await business.db.query("select number_id, bytes from post");
      const pending = await business.db.query("select from pending");
      const strange = await business.db.query(
        "select at_path, what from not_understood order by what",
      );
      return {
        posts: rows.map((row) => hashOf(row.bytes)),
        pending: pending.rowCount ?? 0,
        strange: strange.rows.map((row) => `${row.at_path}: ${row.what}`),
      };
    },
    bodyOf(wamid, value = {}) {
      const notice = { from: "447700900142", id: wamid, timestamp: "1793610000", text: "hello" };
      const messages = [messageNotice(business, notice)];
      return JSON.stringify(envelopeOf(business, { messages, ...value }));
    },
  };
}

export function hashOf(body: Uint8Array | string): string {
  return createHash("sha256").update(body).digest("hex");
}
