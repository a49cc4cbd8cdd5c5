import { parseJson } from "@casement/cloud-api";
import { type Dialer, NotDialled, type Opened } from "../dialing/dialer.ts";
import { letGo } from "../dialing/measured.ts";
import { fieldIn, textIn } from "../json/unknown-value.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import { type NotHad, notHad } from "./not-had.ts";
import { sha256From, sizeFrom, type ToldFile } from "./told-file.ts";

/** A file that Meta has begun to give: what it says of it, and a body that is still to be read. */
export interface FileFromMeta extends ToldFile {
  readonly mimeType: string | undefined;
  readonly body: Extract<Opened, { kind: "answered" }>["body"];
}

/** A file of a number at Meta, and what it takes to ask for it. */
export interface FileAsked {
  readonly account: Pick<AccountRow, "apiUrl" | "graphVersion">;
  readonly token: string;
  readonly numberId: bigint;
  readonly mediaId: string;
}

const ANSWER_TIMEOUT_MS = 30_000;

/** Asks Meta where a file is just now, and there for its bytes. */
export async function openFileAtMeta(
  dialer: Dialer,
  asked: FileAsked,
): Promise<FileFromMeta | NotHad> {
  try {
    return await openFile(dialer, asked);
  } catch (error) {
    // The account's own address may be named no more: only somebody can change that.
    if (error instanceof NotDialled) return notHad("not_called");
    throw error;
  }
}

async function openFile(dialer: Dialer, asked: FileAsked): Promise<FileFromMeta | NotHad> {
  const { account, token, numberId, mediaId } = asked;
  const headers = { authorization: `Bearer ${token}` };
  const outcome = await dialer.dial({
    url: `${account.apiUrl}/${account.graphVersion}/${mediaId}?phone_number_id=${numberId}`,
    ...{ method: "GET", headers, timeoutMs: ANSWER_TIMEOUT_MS },
  });
  if (outcome.kind !== "answered") return notHad("no_answer");
  const { status } = outcome;
  const told = jsonFrom(outcome.text);
  const url = textIn(told, "url");
  if (isNotThere(told)) return notHad("not_there", { status });
  if (status !== 200 || url === null) return notHad("refused", { status });
  const target = dialer.targetOf(url);
  if (target === undefined) return notHad("not_called");
  const opened = await dialer.open({
    ...{ url, method: "GET", timeoutMs: ANSWER_TIMEOUT_MS },
    headers: target.takesToken ? headers : {},
  });
  if (opened.kind !== "answered") return notHad("no_answer");
  if (opened.status !== 200) {
    letGo(opened.body);
    return notHad("refused", { status: opened.status });
  }
  return {
    body: opened.body,
    mimeType: textIn(told, "mime_type") ?? undefined,
    sha256: sha256From(textIn(told, "sha256")),
    sizeBytes: sizeFrom(fieldIn(told, "file_size")),
  };
}

/** Meta's answer for an object that is gone, and for one that the token may not see. */
function isNotThere(body: unknown): boolean {
  const error = fieldIn(body, "error");
  return fieldIn(error, "code") === 100 && fieldIn(error, "error_subcode") === 33;
}

function jsonFrom(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
