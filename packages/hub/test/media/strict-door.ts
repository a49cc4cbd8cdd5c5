import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A door that lets in whoever signs as AWS has written it down (Signature Version 4), and nobody
 * else. s3rver takes every signature of that version, so this reckons them by itself.
 */
export async function openStrictDoor(
  secret: string,
): Promise<AsyncDisposable & { readonly endpoint: string }> {
  const server = createServer((request, response) => {
    const chunks: Uint8Array[] = [];
    request.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    request.on("end", () => {
      const isOurs = isSignedWith(secret, request, Buffer.concat(chunks));
      const status = request.headers.range === undefined ? 200 : 206;
      response.writeHead(isOurs ? status : 403);
      response.end(isOurs ? "" : "<Error><Code>SignatureDoesNotMatch</Code></Error>");
    });
  });
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => void server.close(done));
    },
  };
}

function isSignedWith(
  secret: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): boolean {
  const [, scope = "", names = "", signature = ""] =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/(\S+), SignedHeaders=(\S+), Signature=(\w+)$/.exec(
      headers.authorization ?? "",
    ) ?? [];
  const { pathname, searchParams } = new URL(url ?? "", "http://store");
  const query = [...searchParams].map((pair) => pair.map(encodeURIComponent).join("=")).sort();
  const signed = names.split(";").map((name) => `${name}:${String(headers[name])}\n`);
  const canonical = [method, pathname, query.join("&"), signed.join(""), names, sha256(body)];
  const at = String(headers["x-amz-date"]);
  const text = ["AWS4-HMAC-SHA256", at, scope, sha256(canonical.join("\n"))].join("\n");
  const key = scope.split("/").reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`));
  const ours = hmac(key, text);
  const theirs = Buffer.from(signature, "hex");
  const isOfBody = headers["x-amz-content-sha256"] === sha256(body);
  return isOfBody && ours.length === theirs.length && timingSafeEqual(ours, theirs);
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function sha256(of: string | Buffer): string {
  return createHash("sha256").update(of).digest("hex");
}
