/**
 * What a sender can usefully do about an error. The one question a retry loop needs answered.
 *
 * `wait`: nothing is wrong with the request; the same again later may go through. `slow_down`: the
 * sender as a whole is too fast. `use_template`: nothing else may be sent to this customer now.
 * `fix_template`, `fix_request`: the same again fails for ever. `fix_account`: a person must act (a
 * token, a payment, a registration), and until then nothing goes. `give_up`: not to this customer.
 */
export type Remedy =
  | "wait"
  | "slow_down"
  | "use_template"
  | "fix_template"
  | "fix_request"
  | "fix_account"
  | "give_up";

export interface ErrorMeaning {
  /** The HTTP status Meta answers with. Never judge by it: a rate limit, too, is a 400. */
  readonly status: number;
  /** Meta's own words. */
  readonly title: string;
  readonly remedy: Remedy;
  /** Ours, for people. */
  readonly meaning: string;
}

type Row = readonly [code: number, status: number, remedy: Remedy, title: string, meaning: string];

/** The codes of the Graph API itself, which know nothing of WhatsApp. */
const GRAPH: readonly Row[] = [
  [0, 401, "fix_account", "AuthException", "the access token does not say who we are"],
  [1, 400, "wait", "An unknown error occurred", "a bad request, or a fault of Meta's"],
  [2, 503, "wait", "Service temporarily unavailable", "Meta is down or overloaded"],
  [3, 500, "fix_account", "Capability or permissions issue", "the app lacks a capability"],
  [4, 400, "slow_down", "Application request limit reached", "too many calls by the app"],
  [10, 403, "fix_account", "Application does not have permission for this action", "no permission"],
  [33, 400, "fix_account", "Parameter value is not valid", "the business number was deleted"],
  [100, 400, "fix_request", "Invalid parameter", "a parameter is missing, misspelt or wrong"],
  [
    104,
    401,
    "fix_account",
    "An access token is required to request this resource.",
    "no access token was sent",
  ],
  [
    190,
    401,
    "fix_account",
    "Invalid OAuth access token - Cannot parse access token",
    "the access token is wrong or has expired",
  ],
  [192, 400, "fix_request", "Invalid parameter", "a phone number is not one"],
  [200, 403, "fix_account", "Permissions error", "the token lacks a permission"],
  [368, 403, "give_up", "Temporarily blocked for policies violations", "the account is restricted"],
  [613, 400, "slow_down", "Calls to this api have exceeded the rate limit", "too many calls"],
  [2200, 400, "fix_account", "Callback verification failed", "the webhook did not answer rightly"],
  [80007, 400, "slow_down", "Rate limit issues", "too many calls about the account"],
];

const SENDING: readonly Row[] = [
  [130403, 400, "give_up", "Business has blocked the user", "we blocked the customer"],
  [130429, 400, "slow_down", "Rate limit hit", "throughput of the business number reached"],
  [
    130472,
    400,
    "give_up",
    "User's number is part of an experiment",
    "Meta withholds marketing from the customer",
  ],
  [
    130497,
    403,
    "give_up",
    "Business account is restricted from messaging users in this country",
    "not to this country",
  ],
  [131000, 500, "wait", "Something went wrong", "a fault of Meta's"],
  [131005, 403, "fix_account", "Access denied", "a permission was not given or was withdrawn"],
  [131008, 400, "fix_request", "Required parameter is missing", "a parameter is missing"],
  [131009, 400, "fix_request", "Parameter value is not valid", "a parameter is wrong"],
  [131016, 500, "wait", "Service unavailable", "Meta is down"],
  [131021, 400, "fix_request", "Recipient cannot be sender", "sent to the business itself"],
  [131026, 400, "give_up", "Message undeliverable", "the customer cannot be reached"],
  [
    131030,
    400,
    "fix_account",
    "Recipient phone number not in allowed list",
    "a test number may send to five listed numbers only",
  ],
  [131031, 403, "give_up", "Account has been locked", "the account broke a policy, or a wrong PIN"],
  [
    131037,
    400,
    "fix_account",
    "Display name approval is needed before sending messages",
    "the number's display name is not approved",
  ],
  [131042, 400, "fix_account", "Business eligibility payment issue", "no valid payment method"],
  [131044, 400, "fix_account", "Business eligibility payment issue", "no valid payment method"],
  [131045, 500, "fix_account", "Incorrect certificate", "the number is not rightly registered"],
  [
    131047,
    400,
    "use_template",
    "Re-engagement message",
    "more than 24 hours since the customer wrote",
  ],
  [131048, 400, "slow_down", "Spam rate limit hit", "customers block or report the number"],
  [
    131049,
    400,
    "give_up",
    "This message was not delivered to maintain healthy ecosystem engagement.",
    "the customer gets much marketing; not again for a day",
  ],
  [
    131050,
    400,
    "give_up",
    "User has stopped receipt of marketing messages from this business",
    "the customer opted out of marketing",
  ],
  [131051, 400, "fix_request", "Unsupported message type", "no such type of message"],
  [131052, 400, "wait", "Media download error", "the customer's file could not be fetched"],
  [131053, 400, "fix_request", "Media upload error", "the file cannot be fetched or used"],
  [131055, 400, "fix_request", "Method not allowed", "not by the Marketing Messages API"],
  [
    131056,
    400,
    "wait",
    "(Business Account, Consumer Account) pair rate limit hit",
    "too many messages to this customer in a short time",
  ],
  [131057, 500, "wait", "Account in maintenance mode", "the account is being upgraded"],
  [
    131058,
    400,
    "fix_template",
    "Hello World templates can only be sent from the Public Test Numbers",
    "hello_world is for test numbers",
  ],
  [131060, 400, "give_up", "This message is currently unavailable", "only the phone app has it"],
  [131062, 400, "fix_request", "Recipient not supported", "not to a business-scoped user id"],
  [131063, 400, "fix_account", "Marketing disabled", "marketing is off for this API"],
  [131064, 400, "fix_template", "Limit reached", "templates were found in a wrong category"],
];

const TEMPLATES: readonly Row[] = [
  [
    132000,
    400,
    "fix_template",
    "Number of parameters does not match the expected number of params",
    "the template takes another number of parameters",
  ],
  [
    132001,
    404,
    "fix_template",
    "Template name does not exist in the translation",
    "no approved template of this name and language",
  ],
  [132005, 400, "fix_template", "Translated text too long", "too long with its parameters"],
  [132007, 400, "fix_template", "Template format character policy violated", "against the policy"],
  [132008, 400, "fix_template", "Parameter value is not valid", "a parameter is wrong"],
  [
    132012,
    400,
    "fix_template",
    "Parameter format does not match format in the created template",
    "the template takes another kind of parameter",
  ],
  [132015, 400, "fix_template", "Template is paused", "paused for low quality"],
  [132016, 400, "fix_template", "Template is disabled", "disabled for low quality, for good"],
  [132018, 400, "fix_template", "Template validation error", "the parameters are not valid"],
  [132068, 400, "fix_template", "Flow is blocked", "the flow of the template is blocked"],
  [132069, 400, "slow_down", "Flow is throttled", "the flow was used ten times this hour"],
  [134100, 400, "fix_template", "Only marketing messages supported", "no marketing template"],
  [134101, 400, "wait", "Template is syncing", "the template is not ready yet"],
  [134102, 500, "fix_template", "Template unavailable", "not for the Marketing Messages API"],
];

const NUMBERS: readonly Row[] = [
  [133000, 500, "fix_account", "Incomplete deregistration", "deregister the number again"],
  [133004, 503, "wait", "Server temporarily unavailable", "Meta is down"],
  [133005, 400, "fix_account", "Two step verification PIN mismatch", "the PIN is wrong"],
  [133006, 400, "fix_account", "Phone number re-verification needed", "verify the number again"],
  [133008, 400, "fix_account", "Too many two step verification PIN guesses", "wait, then try"],
  [133009, 400, "fix_account", "Two step verification PIN guessed too fast", "wait, then try"],
  [133010, 400, "fix_account", "Account not registered", "the number is not registered"],
  [133015, 400, "fix_account", "Please wait a few minutes", "the number was just deleted"],
  [133016, 400, "fix_account", "Account register deregister rate limit exceeded", "wait 72 hours"],
  [134011, 400, "fix_account", "Terms of service not accepted", "accept the payments terms"],
  [135000, 400, "fix_request", "Generic user error", "something in the request is wrong"],
  [136025, 400, "fix_account", "Verify code error", "the code is wrong or has expired"],
  [137000, 400, "fix_request", "Identity hash mismatch", "the customer's identity changed"],
  [139100, 400, "fix_request", "Failed to block/unblock users", "some could not be blocked"],
  [139101, 400, "fix_account", "Blocklist limit reached", "64,000 are blocked"],
  [139102, 400, "wait", "Blocklist concurrent update", "another update is under way"],
  [139103, 400, "wait", "Internal error", "a fault of Meta's"],
];

/** Every code we know. One that is not here is `give_up`: what we don't know, we don't retry. */
export const ERRORS: { readonly [code: number]: ErrorMeaning } = Object.fromEntries(
  [...GRAPH, ...SENDING, ...TEMPLATES, ...NUMBERS].map(([code, status, remedy, title, meaning]) => [
    code,
    { status, title, remedy, meaning },
  ]),
);

/** What to do about `code`. Meta's 201 to 299 are all kinds of 200. */
export function remedyOf(code: number): Remedy {
  return errorMeaning(code)?.remedy ?? "give_up";
}

export function errorMeaning(code: number): ErrorMeaning | undefined {
  return ERRORS[code > 200 && code < 300 ? 200 : code];
}
