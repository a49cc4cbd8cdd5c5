import { graphError, missingObjectError, parseJson } from "@casement/cloud-api";
import type { Dialer, Opened } from "../dialing/dialer.ts";
import { atMost, letGo } from "../dialing/measured.ts";
import { textIn } from "../json/unknown-value.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import { type GraphAnswer, jsonAnswer, META_AWAY } from "./graph-exchange.ts";

/** A file at Meta, and what it takes to ask for it. */
export interface FileAtMeta {
  readonly mediaId: string;
  readonly account: Pick<AccountRow, "apiUrl" | "graphVersion">;
  readonly token: string;
  /** Whose it must be; `undefined`: whichever number's. */
  readonly numberId: bigint | undefined;
}

const ANSWER_TIMEOUT_MS = 30_000;

/** The largest that Meta takes is a document of 100 MB. */
const FILE_BYTES_MAX = 101 * 1024 * 1024;

/**
 * The bytes of a file, from wherever Meta says that they are just now: its addresses live five
 * minutes, ours for as long as the file.
 */
export async function downloadFile(dialer: Dialer, file: FileAtMeta): Promise<GraphAnswer> {
  const { mediaId, token, numberId } = file;
  const { apiUrl, graphVersion } = file.account;
  const of = numberId === undefined ? "" : `?phone_number_id=${numberId}`;
  const authorization = `Bearer ${token}`;
  const told = await dialer.dial({
    url: `${apiUrl}/${graphVersion}/${encodeURIComponent(mediaId)}${of}`,
    method: "GET",
    headers: { authorization },
    timeoutMs: ANSWER_TIMEOUT_MS,
  });
  if (told.kind !== "answered") return jsonAnswer(META_AWAY);
  const url = told.status === 200 ? addressIn(told.text) : "";
  const target = dialer.targetOf(url);
  if (target === undefined) return jsonAnswer(missingObjectError(mediaId, { method: "get" }));
  const opened = await dialer.open({
    url,
    method: "GET",
    headers: target.takesToken ? { authorization } : {},
    timeoutMs: ANSWER_TIMEOUT_MS,
  });
  return answerWith(opened);
}

function addressIn(text: string): string {
  try {
    return textIn(parseJson(text), "url") ?? "";
  } catch {
    return "";
  }
}

/** A file is a stranger's: it is saved and never shown, whatever it says that it is. */
function answerWith(opened: Opened): GraphAnswer {
  if (opened.kind !== "answered") return jsonAnswer(META_AWAY);
  if (opened.status !== 200) {
    letGo(opened.body);
    return jsonAnswer(graphError(100, { status: 404, message: "(#100) The file is not there." }));
  }
  const { "content-type": type, "content-length": length } = opened.headers;
  return {
    status: 200,
    headers: {
      "content-type": typeof type === "string" ? type : "application/octet-stream",
      "content-disposition": "attachment",
      "content-security-policy": "sandbox; default-src 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      ...(typeof length === "string" ? { "content-length": length } : {}),
    },
    body: atMost(FILE_BYTES_MAX, opened.body),
  };
}
