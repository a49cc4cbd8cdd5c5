import { isSigned } from "@casement/cloud-api";
import { type KeyPlace, keptInstallationKey } from "../access/installation-key.ts";
import { SealBroken, unseal } from "../access/seal.ts";
import { selectAccounts } from "../numbers/account-store.ts";
import { selectSealedSecrets } from "../numbers/app-store.ts";
import {
  type KeptForReading,
  type PostPlace,
  selectNewestPosts,
  selectPostsAfter,
} from "../webhook/post-store.ts";
import { counted, type Finding, fine, wrong } from "./finding.ts";
import { numbersIn, type Workshop } from "./workshop.ts";

/** App secrets in the clear, by app and version: of this run, and told to nobody. */
export type Secrets = ReadonlyMap<string, string>;

/** Whether the installation's key opens what is sealed; and the app secrets that it opened. */
export async function lookAtSeals(
  { surroundings: { db } }: Workshop,
  place: Omit<KeyPlace, "ids">,
): Promise<{ finding: Finding; secrets: Secrets }> {
  const check = "installation_key";
  const secrets = new Map<string, string>();
  const sealed = await selectSealedSecrets(db);
  const tokens = (await selectAccounts(db)).flatMap((account) => account.sealedToken ?? []);
  const count = sealed.length + tokens.length;
  const key = await keptInstallationKey(place);
  if (key === undefined && count > 0) return { finding: NO_KEY, secrets };
  if (key === undefined) return { finding: fine(check, "nothing is sealed yet"), secrets };
  const closed = tokens.filter((token) => opened(key, token) === undefined).length;
  for (const { appId, version, sealed: bytes } of sealed) {
    const text = opened(key, bytes);
    if (text !== undefined) secrets.set(`${appId}/${version}`, text);
  }
  const shut = closed + sealed.length - secrets.size;
  const finding =
    shut === 0
      ? fine(check, `opens ${counted(count, "token")} and secrets`)
      : wrong(check, `does not open ${shut} of ${count} tokens and secrets`, GIVE_KEY);
  return { finding, secrets };
}

const GIVE_KEY =
  "Give the key that they were sealed with: CASEMENT_SECRET_KEY, or secret.key in the hub's " +
  "folder. If it is lost, connect each number again.";
const NO_KEY = wrong("installation_key", "there is none, and tokens are sealed", GIVE_KEY);

function opened(key: Uint8Array, sealed: Uint8Array): string | undefined {
  try {
    return unseal(key, sealed);
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}

/** How many of the newest posts of a number are looked at, unless all are. */
const SAMPLE_SIZE = 1_000;
const BATCH_SIZE = 500;

/** Whether kept posts are still what their app signed, by the secret they were taken with (I2). */
export async function lookAtSignatures(
  workshop: Workshop,
  secrets: Secrets,
  { all }: { readonly all: boolean },
): Promise<Finding> {
  const check = "signatures";
  const bad: string[] = [];
  let count = 0;
  for (const numberId of await numbersIn(workshop, undefined)) {
    for await (const posts of batchesOf(workshop, numberId, all)) {
      count += posts.length;
      bad.push(...posts.filter((post) => !isAsSigned(post, secrets)).map((post) => post.postId));
    }
  }
  const looked = `${counted(count, "post")} looked at${all ? "" : ", the newest of each number"}`;
  if (bad.length === 0) return fine(check, looked);
  const what = `${looked}; ${bad.length} not as signed: ${bad.slice(0, 3).join(", ")}`;
  return wrong(
    check,
    what,
    "Bytes or secrets in the database were changed after they came. Restore them from a backup, " +
      "then run `casement replay` and `casement rebuild`.",
  );
}

function isAsSigned(post: KeptForReading, secrets: Secrets): boolean {
  if (post.recutAt !== null) return true;
  const secret = secrets.get(`${post.appId}/${post.secretVersion}`);
  return secret !== undefined && isSigned(post.bytes, post.signature, secret);
}

async function* batchesOf(
  { surroundings: { db } }: Workshop,
  numberId: bigint,
  all: boolean,
): AsyncGenerator<KeptForReading[]> {
  if (!all) return yield await selectNewestPosts(db, numberId, SAMPLE_SIZE);
  let after: PostPlace | undefined = { receivedOn: "0001-01-01", postId: BEFORE_ALL };
  while (after !== undefined) {
    const posts = await selectPostsAfter(db, numberId, {
      after,
      limit: BATCH_SIZE,
    });
    yield posts;
    after = posts.at(-1);
  }
}

const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";
