import { Readable } from "node:stream";
import { graphError, graphJson, missingObjectError, parseJson } from "@casement/cloud-api";
import type { MachineTime } from "@casement/engine/clock";
import { type ApiKey, mayDo, mayReach } from "../access/api-key.ts";
import { isDatabaseAway } from "../database/index.ts";
import type { Dialer, Opened } from "../dialing/dialer.ts";
import { atMost, bytesOf, TooLarge } from "../dialing/measured.ts";
import { textIn } from "../json/unknown-value.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import type { Directory } from "../numbers/directory.ts";
import type { BlockChange } from "../threads/mark-blocked.ts";
import { type GraphNode, GraphNodes, MetaAway, MetaHolds } from "./find-graph-node.ts";
import {
  headersToGiveOn,
  type Reader,
  withOwnFileAddress,
  withOwnLinks,
  withOwnNumbers,
} from "./graph-answer.ts";
import { blockChangeIn } from "./graph-blocking.ts";
import { wouldMoveWebhooks } from "./graph-callback.ts";
import {
  type Edge,
  edgeOf,
  type GraphPath,
  graphPathOf,
  mayBeCarried,
  UNOWNED,
} from "./graph-edges.ts";
import {
  type GraphAnswer,
  type GraphRequest,
  JSON_HEADERS,
  jsonAnswer,
  lacksScope,
  META_AWAY,
  notCarried,
  TOO_LARGE,
  UNKNOWN,
} from "./graph-exchange.ts";
import { downloadFile } from "./graph-file.ts";
import { GraphPace } from "./graph-pace.ts";
import {
  asksBeyond,
  bodyFromBytes,
  bytesToGiveOn,
  isReadable,
  queryToGiveOn,
} from "./graph-request.ts";

export interface CarrierParts {
  /** Calls are counted by the machine's time. */
  readonly machine: MachineTime;
  /** How many calls a key may have carried in an hour; absent: `CALLS_PER_HOUR_USUAL`. */
  readonly callsPerHour?: number | undefined;
  readonly directory: Directory;
  readonly dialer: Dialer;
  readonly tokenOf: (account: AccountRow) => string;
  /** The token of an account's app itself, for the few calls that ask for it. */
  readonly appTokenOf: (account: AccountRow) => string | undefined;
  /** Hears that templates of an account may be others now. */
  readonly templatesChanged: (accountId: bigint) => void;
  /** Hears that Meta no longer has a file that a number of these uploaded. */
  readonly fileDeleted: (mediaId: string, numberIds: readonly bigint[]) => Promise<void>;
  /** Hears whom a number blocked, or let in again. */
  readonly blockChanged: (numberId: bigint, change: BlockChange) => Promise<void>;
}

/** How long Meta may take, and how much may go through: its own bound for a document is 100 MB. */
const ANSWER_TIMEOUT_MS = 30_000;
const READ_BYTES_MAX = 1024 * 1024;
const STREAM_BYTES_MAX = 101 * 1024 * 1024;
const ANSWER_BYTES_MAX = 32 * 1024 * 1024;

/** Carries calls of the Graph API to Meta with the account's token (SPEC G4 to G6). */
export class GraphCarrier {
  readonly #parts: CarrierParts;
  readonly #nodes: GraphNodes;
  readonly #pace: GraphPace;

  constructor(parts: CarrierParts) {
    this.#parts = parts;
    const { directory, dialer, tokenOf } = parts;
    this.#nodes = new GraphNodes({ directory, tokenOf, dial: dialer.dial });
    this.#pace = new GraphPace(parts.machine, parts.callsPerHour);
  }

  async carry(request: GraphRequest): Promise<GraphAnswer> {
    try {
      return await this.#carry(request);
    } catch (error) {
      request.body?.destroy();
      if (error instanceof TooLarge) return jsonAnswer(TOO_LARGE);
      if (error instanceof MetaAway) return jsonAnswer(META_AWAY);
      if (error instanceof MetaHolds) return this.#heldBy(error);
      throw error;
    }
  }

  /** The bytes of a file, fetched with the account's token from wherever Meta says they are. */
  async download(request: GraphRequest, mediaId: string): Promise<GraphAnswer> {
    try {
      const found = await this.#find(request, { version: undefined, steps: [mediaId] });
      if ("body" in found) return found;
      const { node, edge } = found;
      if (edge.name !== "GET MEDIA")
        return jsonAnswer(missingObjectError(mediaId, { method: "get" }));
      const token = this.#parts.tokenOf(node.account);
      return await downloadFile(this.#parts.dialer, { mediaId, token, ...node });
    } catch (error) {
      if (error instanceof MetaAway) return jsonAnswer(META_AWAY);
      if (error instanceof MetaHolds) return this.#heldBy(error);
      throw error;
    }
  }

  async #carry(request: GraphRequest): Promise<GraphAnswer> {
    const path = graphPathOf(request.url);
    if (path === undefined || !mayBeCarried(request.method, path.steps)) {
      return jsonAnswer(notCarried(request));
    }
    const found = await this.#find(request, path);
    if ("body" in found) return found;
    const { node, edge } = found;
    const tooMany = this.#pace.refusalOf(request, edge, node.account);
    if (tooMany !== undefined) return tooMany;
    const query = this.#queryFor(request, found);
    const contentType = headerOf(request, "content-type") ?? "";
    const isStreamed = node.kind === "UPLOAD" || !isReadable(contentType);
    const bytes = isStreamed ? undefined : await bytesOf(request.body, READ_BYTES_MAX);
    const read = bodyFromBytes(bytes ?? new Uint8Array(), contentType);
    if (!read.ok) return jsonAnswer(graphError(100, { message: `(#100) ${read.what}` }));
    const why = wouldMoveWebhooks(edge.name, { query, body: read.body });
    if (why !== undefined) return jsonAnswer(graphError(10, { message: `(#10) ${why}` }));
    if (asksBeyond(query.get("fields") ?? "")) {
      return jsonAnswer(
        graphError(10, { message: "(#10) The hub answers for its own objects only." }),
      );
    }

    const body = bytes === undefined ? streamed(request.body) : given(bytes, contentType);
    const opened = await this.#parts.dialer.open({
      url: urlOf(node.account, path, query),
      method: methodOf(request.method),
      headers: {
        authorization: `Bearer ${this.#tokenFor(found)}`,
        ...(contentType === "" ? {} : { "content-type": contentType }),
        ...offsetOf(request),
        ...(isStreamed ? lengthOf(headerOf(request, "content-length")) : {}),
      },
      body,
      timeoutMs: ANSWER_TIMEOUT_MS,
    });
    if (body instanceof Readable && body.errored instanceof TooLarge) throw body.errored;
    return this.#answerFrom(opened, request, found);
  }

  /** The node and the edge of a path, or Meta's error for it. */
  async #find(request: GraphRequest, path: GraphPath): Promise<Found | GraphAnswer> {
    const { key, method } = request;
    const [step = ""] = path.steps;
    const isUnowned = UNOWNED.has(path.steps.join("/"));
    const asOf = queryToGiveOn(request.url).get("phone_number_id") ?? "";
    const numberId = /^\d{1,18}$/.test(asOf) ? BigInt(asOf) : undefined;
    const tooMany = this.#pace.lookupRefusalOf(request);
    if (tooMany !== undefined) return tooMany;
    const node = isUnowned ? this.#unowned(key) : await this.#nodes.find(step, key, { numberId });
    if (node === undefined) {
      this.#pace.missed(request);
      return jsonAnswer(missingObjectError(step, { method: wordOf(method) }));
    }
    const edge = edgeOf(method, isUnowned ? undefined : node.kind, path.steps);
    if (edge === undefined) return jsonAnswer(notCarried(request));
    if (mayDo(key, edge.scope)) return { node, edge };
    return jsonAnswer(lacksScope(edge.scope));
  }

  /** Meta refused to say what an id is, for there were too many calls. */
  #heldBy({ account, body }: MetaHolds): GraphAnswer {
    this.#pace.hear(account, { headers: {}, body });
    return this.#pace.holdOf(account) ?? jsonAnswer(META_AWAY);
  }

  /** What has no node is asked with the token of the key's account; two would be one too many. */
  #unowned(key: ApiKey): GraphNode | undefined {
    const [account, ...others] = this.#nodes.accountsOf(key);
    if (account === undefined || others.length > 0) return undefined;
    return { kind: "ACCOUNT", account, numberId: undefined };
  }

  #queryFor(request: GraphRequest, { node, edge }: Found): URLSearchParams {
    const query = queryToGiveOn(request.url);
    if (node.kind === "MEDIA" && node.numberId !== undefined) {
      query.set("phone_number_id", String(node.numberId));
    }
    if (edge.name === "GET me" || edge.name === "GET APP") query.set("fields", "id,name");
    if (edge.name === "GET debug_token")
      query.set("input_token", this.#parts.tokenOf(node.account));
    return query;
  }

  #tokenFor({ node, edge }: Found): string {
    const isOfApp = edge.name.endsWith("APP/subscriptions") || edge.name === "GET debug_token";
    const appToken = isOfApp ? this.#parts.appTokenOf(node.account) : undefined;
    return appToken ?? this.#parts.tokenOf(node.account);
  }

  async #answerFrom(opened: Opened, request: GraphRequest, found: Found): Promise<GraphAnswer> {
    const { node, edge } = found;
    if (opened.kind === "not_sent") return jsonAnswer(META_AWAY);
    if (opened.kind === "unknown")
      return jsonAnswer(request.method === "GET" ? META_AWAY : UNKNOWN);
    const bytes = await bytesOf(opened.body, ANSWER_BYTES_MAX).catch(() => undefined);
    if (bytes === undefined) return jsonAnswer(META_AWAY);
    const text = Buffer.from(bytes).toString("utf8");
    const body = jsonFrom(text);
    this.#pace.hear(node.account, { headers: opened.headers, body });
    const tells = opened.status === 200 || isOfBlocking(edge);
    if (tells && !(await this.#hasLearned(body, request, found))) {
      return jsonAnswer(UNKNOWN);
    }
    const told = this.#told(body, request, found);
    const asText = told === body ? text : graphJson(told);
    const token = this.#parts.tokenOf(node.account);
    const leaks = token !== "" && edge.name !== "POST oauth/access_token" && asText.includes(token);
    return {
      status: opened.status,
      headers: { ...headersToGiveOn(opened.headers), ...JSON_HEADERS },
      body: leaks ? asText.replaceAll(token, "") : asText,
    };
  }

  #told(body: unknown, request: GraphRequest, { node, edge }: Found): unknown {
    const { key, keyInQuery, origin } = request;
    const isLimited = this.#nodes.isLimited(key, node.account);
    const reader: Reader = {
      origin,
      apiUrl: node.account.apiUrl,
      keyInQuery,
      mayReach: isLimited ? (id) => /^\d{1,18}$/.test(id) && mayReach(key, BigInt(id)) : undefined,
    };
    const linked = withOwnLinks(body, reader);
    switch (edge.name) {
      case "GET ACCOUNT/phone_numbers":
        return withOwnNumbers(linked, reader);
      case "GET MEDIA":
        return withOwnFileAddress(linked, reader, {
          mediaId: textIn(body, "id") ?? graphPathOf(request.url)?.steps[0] ?? "",
          numberId: node.numberId,
        });
      default:
        return linked;
    }
  }

  /** Whether what Meta did is written down; what is not must be asked for again. */
  async #hasLearned(body: unknown, request: GraphRequest, found: Found): Promise<boolean> {
    try {
      await this.#learn(body, request, found);
      return true;
    } catch (error) {
      if (isDatabaseAway(error)) return false;
      throw error;
    }
  }

  /**
   * What is new through us: a file that need not be asked about, templates to be listed anew, who
   * is blocked.
   */
  async #learn(body: unknown, { url }: GraphRequest, { node, edge }: Found): Promise<void> {
    const { directory, fileDeleted, templatesChanged, blockChanged } = this.#parts;
    if (isOfBlocking(edge) && node.numberId !== undefined) {
      await blockChanged(node.numberId, blockChangeIn(body));
    }
    const id = textIn(body, "id");
    if (edge.name === "POST NUMBER/media" && id !== null) {
      this.#nodes.remember(id, node.account, "MEDIA");
    }
    if (edge.scope === "templates:write") templatesChanged(node.account.accountId);
    if (edge.name !== "DELETE MEDIA") return;
    const mediaId = graphPathOf(url)?.steps[0] ?? "";
    await fileDeleted(mediaId, directory.numbersOf(node.account.accountId));
  }
}

interface Found {
  readonly node: GraphNode;
  readonly edge: Edge;
}

/** Its answer tells of each customer for itself, whatever its status. */
function isOfBlocking({ name }: Edge): boolean {
  return name === "POST NUMBER/block_users" || name === "DELETE NUMBER/block_users";
}

/** The steps were matched against the list, and are written anew: nothing else of the path goes. */
function urlOf(account: AccountRow, path: GraphPath, query: URLSearchParams): string {
  const steps = path.steps.map((step) => encodeURIComponent(step).replaceAll("%3A", ":"));
  const asked = query.size === 0 ? "" : `?${query}`;
  return `${account.apiUrl}/${path.version ?? account.graphVersion}/${steps.join("/")}${asked}`;
}

function given(bytes: Uint8Array, contentType: string): Uint8Array | undefined {
  return bytes.length === 0 ? undefined : bytesToGiveOn(bytes, contentType);
}

function streamed(body: Readable | undefined): Readable | undefined {
  return body === undefined ? undefined : atMost(STREAM_BYTES_MAX, body);
}

function lengthOf(length: string | undefined): Record<string, string> {
  return length === undefined ? {} : { "content-length": length };
}

/** Where a broken-off upload goes on. */
function offsetOf(request: GraphRequest): Record<string, string> {
  const offset = headerOf(request, "file_offset");
  return offset !== undefined && /^\d{1,15}$/.test(offset) ? { file_offset: offset } : {};
}

function methodOf(method: string): "GET" | "POST" | "DELETE" {
  return method === "POST" || method === "DELETE" ? method : "GET";
}

function wordOf(method: string): "get" | "post" | "delete" {
  if (method === "GET") return "get";
  return method === "DELETE" ? "delete" : "post";
}

function headerOf({ headers }: GraphRequest, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : undefined;
}

function jsonFrom(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
