/** Why a store does not do what it is asked. */
export type Trouble =
  | "wrong_key"
  | "wrong_secret"
  | "wrong_bucket"
  | "wrong_region"
  | "no_right"
  | "clock"
  | "not_reached"
  | "gone"
  | "failed";

/** A store did not do what it was asked. The message says what to do, and repeats no setting. */
export class BucketFailure extends Error {
  override readonly name = "BucketFailure";
  readonly trouble: Trouble;

  constructor(trouble: Trouble, options?: ErrorOptions) {
    super(WORDS[trouble], options);
    this.trouble = trouble;
  }

  /** Whether it will go on like this until somebody changes a setting, here or there. */
  get isOfSettings(): boolean {
    return this.trouble !== "not_reached" && this.trouble !== "gone" && this.trouble !== "failed";
  }
}

/** What a refusal means: by the code in its body, or else by its status. */
export function troubleOf(status: number, body: string): Trouble {
  const [, code = ""] = /<Code>(\w{1,60})<\/Code>/.exec(body) ?? [];
  const known = CODES.get(code);
  if (known !== undefined) return known;
  if (status === 403) return "no_right";
  if (status === 301 || status === 307) return "wrong_region";
  return status === 404 ? "gone" : "failed";
}

const CODES: ReadonlyMap<string, Trouble> = new Map([
  ["InvalidAccessKeyId", "wrong_key"],
  ["SignatureDoesNotMatch", "wrong_secret"],
  ["NoSuchBucket", "wrong_bucket"],
  ["InvalidBucketName", "wrong_bucket"],
  ["AccessDenied", "no_right"],
  ["AllAccessDisabled", "no_right"],
  ["AccountProblem", "no_right"],
  ["AuthorizationHeaderMalformed", "wrong_region"],
  ["PermanentRedirect", "wrong_region"],
  ["IncorrectEndpoint", "wrong_region"],
  ["RequestTimeTooSkewed", "clock"],
  ["NoSuchKey", "gone"],
]);

const WORDS: Readonly<Record<Trouble, string>> = {
  wrong_key:
    "CASEMENT_S3_KEY_ID is no key that the store knows. Make one there, and copy it again.",
  wrong_secret:
    "CASEMENT_S3_SECRET is not the secret of the key: the store takes no signature made with it. " +
    "Copy it again.",
  wrong_bucket: "CASEMENT_S3_BUCKET names no bucket of the store. Make it there, or correct it.",
  wrong_region:
    "CASEMENT_S3_REGION or CASEMENT_S3_ENDPOINT is not of the bucket's region. Take the bucket's.",
  no_right:
    "The store's key lacks a right. Give it those to list the bucket and to get, put and delete " +
    "its objects.",
  clock: "The store says that this machine's clock is off. Set the clock.",
  not_reached:
    "Nothing answers at CASEMENT_S3_ENDPOINT. See that the store runs and can be reached.",
  gone: "The store has no such object.",
  failed: "The store failed at what it was asked.",
};
