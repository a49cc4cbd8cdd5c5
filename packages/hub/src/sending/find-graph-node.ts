import { parseJson } from "@casement/cloud-api";
import { type ApiKey, mayReach } from "../access/api-key.ts";
import type { Dial } from "../dialing/dialer.ts";
import { fieldIn } from "../json/unknown-value.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import type { Directory } from "../numbers/directory.ts";
import type { NodeKind } from "./graph-edges.ts";
import { isTooMany } from "./graph-pace.ts";

/** What the first step of a path is, and whose token speaks for it. */
export interface GraphNode {
  readonly kind: NodeKind;
  readonly account: AccountRow;
  /** Of a number, and of a file if we had to say whose it is. */
  readonly numberId: bigint | undefined;
}

/** Meta could not be asked. That is not the same as that nothing is there. */
export class MetaAway extends Error {
  override readonly name = "MetaAway";
}

/** Meta was asked too much about an account, and does not say what an id is. */
export class MetaHolds extends Error {
  override readonly name = "MetaHolds";
  readonly account: AccountRow;
  readonly body: unknown;

  constructor(account: AccountRow, body: unknown) {
    super();
    this.account = account;
    this.body = body;
  }
}

export interface NodeFinding {
  readonly directory: Directory;
  readonly dial: Dial;
  readonly tokenOf: (account: AccountRow) => string;
}

const ANSWER_TIMEOUT_MS = 20_000;
const REMEMBERED_MAX = 10_000;

/**
 * Finds what a Graph id stands for, within what a key reaches: Meta's ids are digits and do not
 * say. Numbers, accounts and templates we know; of another we ask Meta once, and look at what
 * comes back. What the key does not reach is not there (SPEC G5).
 */
export class GraphNodes {
  readonly #finding: NodeFinding;
  readonly #remembered = new Map<string, NodeKind>();

  constructor(finding: NodeFinding) {
    this.#finding = finding;
  }

  /** The accounts that a key speaks for. */
  accountsOf(key: ApiKey): AccountRow[] {
    const { directory } = this.#finding;
    const ids =
      key.accountId === undefined
        ? key.numberIds.flatMap((numberId) => directory.number(numberId)?.accountIds ?? [])
        : [key.accountId];
    return [...new Set(ids)].flatMap((id) => directory.account(id) ?? []);
  }

  /** Whether the key reaches fewer numbers than its account has. */
  isLimited(key: ApiKey, account: AccountRow): boolean {
    const { directory } = this.#finding;
    return !directory.numbersOf(account.accountId).every((numberId) => mayReach(key, numberId));
  }

  async find(
    step: string,
    key: ApiKey,
    file: { numberId: bigint | undefined },
  ): Promise<GraphNode | undefined> {
    const accounts = this.accountsOf(key);
    if (!/^\d{1,18}$/.test(step)) return this.#lettered(step, key, accounts);
    const id = BigInt(step);
    const { directory } = this.#finding;
    if (directory.number(id) !== undefined) return this.#numberNode(id, key);
    if (directory.account(id) !== undefined) {
      const account = accounts.find(({ accountId }) => accountId === id);
      return account && { kind: "ACCOUNT", account, numberId: undefined };
    }
    const ofApp = accounts.find(({ appId }) => appId === id);
    if (ofApp !== undefined) return { kind: "APP", account: ofApp, numberId: undefined };
    const template = directory.templateById(step);
    const ofTemplate = accounts.find(({ accountId }) => accountId === template?.accountId);
    if (ofTemplate !== undefined) {
      return { kind: "TEMPLATE", account: ofTemplate, numberId: undefined };
    }
    return this.#ask(step, key, file.numberId);
  }

  /** What came into being through us need not be asked for. */
  remember(step: string, account: AccountRow, kind: NodeKind): void {
    if (this.#remembered.size >= REMEMBERED_MAX) this.#remembered.clear();
    this.#remembered.set(nameOf(step, account), kind);
  }

  #numberNode(numberId: bigint, key: ApiKey): GraphNode | undefined {
    if (!mayReach(key, numberId)) return undefined;
    const { directory } = this.#finding;
    const account =
      key.accountId === undefined
        ? directory.defaultAccountOf(numberId)
        : directory.account(key.accountId);
    return account && { kind: "NUMBER", account, numberId };
  }

  /** Uploads and groups. A key of several accounts cannot say whose one is, nor can we. */
  #lettered(
    step: string,
    key: ApiKey,
    [account, ...others]: readonly AccountRow[],
  ): GraphNode | undefined {
    if (account === undefined || others.length > 0) return undefined;
    if (step.startsWith("upload:")) return { kind: "UPLOAD", account, numberId: undefined };
    const isOthers = !GROUP.test(step) || this.isLimited(key, account);
    return isOthers ? undefined : { kind: "GROUP", account, numberId: undefined };
  }

  async #ask(
    step: string,
    key: ApiKey,
    numberId: bigint | undefined,
  ): Promise<GraphNode | undefined> {
    for (const account of this.accountsOf(key)) {
      for (const asOf of this.#numbersToAskAs(key, account, numberId)) {
        const kind = await this.#kindOf(step, account, asOf);
        if (kind !== undefined) return { kind, account, numberId: asOf };
      }
    }
    return undefined;
  }

  /** A file belongs to a number: a key that reaches some numbers must say, or try, which. */
  #numbersToAskAs(
    key: ApiKey,
    account: AccountRow,
    numberId: bigint | undefined,
  ): readonly (bigint | undefined)[] {
    if (numberId !== undefined) return mayReach(key, numberId) ? [numberId] : [];
    if (!this.isLimited(key, account)) return [undefined];
    const own = this.#finding.directory.numbersOf(account.accountId);
    return own.filter((one) => mayReach(key, one));
  }

  async #kindOf(
    step: string,
    account: AccountRow,
    numberId: bigint | undefined,
  ): Promise<NodeKind | undefined> {
    const known = numberId === undefined ? this.#remembered.get(nameOf(step, account)) : undefined;
    if (known !== undefined) return known;
    const of = numberId === undefined ? "" : `?phone_number_id=${numberId}`;
    const outcome = await this.#finding.dial({
      url: `${account.apiUrl}/${account.graphVersion}/${step}${of}`,
      method: "GET",
      headers: { authorization: `Bearer ${this.#finding.tokenOf(account)}` },
      timeoutMs: ANSWER_TIMEOUT_MS,
    });
    if (outcome.kind !== "answered" || outcome.status >= 500) throw new MetaAway();
    const body = jsonFrom(outcome.text);
    if (isTooMany(body)) throw new MetaHolds(account, body);
    if (outcome.status !== 200) return undefined;
    const kind = kindFromNode(body);
    if (kind !== undefined && numberId === undefined) this.remember(step, account, kind);
    return kind;
  }
}

/** Numbers and accounts are not among them: one that we do not know is not connected. */
function kindFromNode(node: unknown): NodeKind | undefined {
  const has = (field: string): boolean => fieldIn(node, field) !== undefined;
  if (has("mime_type") && has("url")) return "MEDIA";
  if (has("language") && has("name") && has("status")) return "TEMPLATE";
  if (has("categories") && has("validation_errors")) return "FLOW";
  return undefined;
}

function jsonFrom(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function nameOf(step: string, account: AccountRow): string {
  return `${account.accountId}/${step}`;
}

/** Base64 of `capi_group:`. */
const GROUP = /^Y2FwaV9ncm91cDo/;
