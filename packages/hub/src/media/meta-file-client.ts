import { parseJson } from "@casement/cloud-api";
import { type Dialer, NotDialled, type Opened } from "../dialing/dialer.ts";
import { letGo } from "../dialing/measured.ts";
import { fieldIn, textIn } from "../json/unknown-value.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import { type NotHad, notHad } from "./not-had.ts";
import { sha256From, sizeFrom, type ToldFile } from "./told-file.ts";

/** What Meta says of a file: where it is just now, and what to expect there. */
interface ToldByMeta extends ToldFile {
  readonly url: string;
  readonly mimeType: string | undefined;
}

/** A file that Meta has begun to give: its body is still to be read. */
export interface FileFromMeta extends ToldByMeta {
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
  const told = await askForFile(dialer, asked);
  if ("kind" in told) return told;
  const { url } = told;
  const target = dialer.targetOf(url);
  if (target === undefined) return notHad("not_called");
  const opened = await dialer.open({
    ...{ url, method: "GET", timeoutMs: ANSWER_TIMEOUT_MS },
    headers: target.takesToken ? headersOf(asked) : {},
  });
  if (opened.kind !== "answered") return notHad("no_answer");
  if (opened.status === 200) return { ...told, body: opened.body };
  letGo(opened.body);
  return notHad("refused", { status: opened.status });
}

/** Whether Meta has a file, by its own word. Where it says nothing it is taken to have it. */
export async function isAtMeta(dialer: Dialer, asked: FileAsked): Promise<boolean> {
  const told = await askForFile(dialer, asked);
  return !("kind" in told) || told.code !== "not_there";
}

async function askForFile(dialer: Dialer, asked: FileAsked): Promise<ToldByMeta | NotHad> {
  const { account, numberId, mediaId } = asked;
  const call = {
    url: `${account.apiUrl}/${account.graphVersion}/${mediaId}?phone_number_id=${numberId}`,
    ...{ method: "GET" as const, headers: headersOf(asked), timeoutMs: ANSWER_TIMEOUT_MS },
  };
  const outcome = await dialer.dial(call).catch((error: unknown) => {
    // The account's own address may be named no more: only somebody can change that.
    if (error instanceof NotDialled) return undefined;
    throw error;
  });
  if (outcome === undefined) return notHad("not_called");
  if (outcome.kind !== "answered") return notHad("no_answer");
  const { status } = outcome;
  const body = jsonFrom(outcome.text);
  const url = textIn(body, "url");
  if (isNotThere(body)) return notHad("not_there", { status });
  if (status !== 200 || url === null) return notHad("refused", { status });
  return {
    url,
    mimeType: textIn(body, "mime_type") ?? undefined,
    sha256: sha256From(textIn(body, "sha256")),
    sizeBytes: sizeFrom(fieldIn(body, "file_size")),
  };
}

function headersOf({ token }: FileAsked): { readonly authorization: string } {
  return { authorization: `Bearer ${token}` };
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
