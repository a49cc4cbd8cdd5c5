/** A rule of what goes wrong, as the control API takes it. */
export interface FaultRule {
  readonly on: "request" | "status" | "webhook" | "media";
  readonly match?: Readonly<Record<string, string>>;
  readonly do: Readonly<Record<string, string | number | true>>;
}

/** A rule that is there, with how often it fitted and struck. Others can be more than ours. */
export interface CountedFault extends FaultRule {
  readonly seen: number;
  readonly struck: number;
}

/** A fault that can be switched on: what anybody would want to see their program live through. */
export interface FaultSwitch {
  readonly label: string;
  readonly hint: string;
  readonly rule: FaultRule;
}

const SEND = { route: "POST /PN/messages" };

export const FAULT_SWITCHES: readonly FaultSwitch[] = [
  {
    label: "Webhooks come twice",
    hint: "Each post, and then the same bytes again",
    rule: { on: "webhook", do: { duplicate: 2 } },
  },
  {
    label: "Webhooks change places",
    hint: "Each second one comes before the first",
    rule: { on: "webhook", do: { reorder: true } },
  },
  {
    label: "Webhooks come late",
    hint: "A minute after what they tell of",
    rule: { on: "webhook", do: { delay: "1m" } },
  },
  {
    label: "Webhooks come together",
    hint: "Up to ten changes in one post",
    rule: { on: "webhook", do: { batch: 10 } },
  },
  {
    label: "Webhooks are lost",
    hint: "Nobody is told anything, ever",
    rule: { on: "webhook", do: { drop: true } },
  },
  {
    label: "Answers to webhooks are lost",
    hint: "So each is posted again, later and later",
    rule: { on: "webhook", do: { http: 503 } },
  },
  {
    label: "“Delivered” is left out",
    hint: "Only what comes after it is told",
    rule: { on: "status", do: { omit: "delivered" } },
  },
  {
    label: "Messages do not arrive",
    hint: "Each fails with 131026",
    rule: { on: "status", do: { error: 131_026 } },
  },
  {
    label: "“Sent” overtakes the answer",
    hint: "The webhook is there before the message’s id",
    rule: { on: "request", match: SEND, do: { before_response: true } },
  },
  {
    label: "Answers to sends are lost",
    hint: "The message goes out, the connection drops",
    rule: { on: "request", match: SEND, do: { close: "after_accept" } },
  },
  {
    label: "Sends are too fast",
    hint: "Each is refused with 130429",
    rule: { on: "request", match: SEND, do: { error: 130_429 } },
  },
  {
    label: "The Graph API is down",
    hint: "Each request is answered 503",
    rule: { on: "request", do: { http: 503 } },
  },
  {
    label: "The Graph API is slow",
    hint: "Each answer takes three seconds",
    rule: { on: "request", do: { delay: "3s" } },
  },
  {
    label: "Media cannot be had",
    hint: "404 for each upload and download",
    rule: { on: "media", do: { http: 404 } },
  },
];

/** The switch's own rule among those there are, if it is on. */
export function faultOf(faults: readonly CountedFault[], { rule }: FaultSwitch) {
  return faults.find((fault) => isSame(fault, rule));
}

/** The rules there should be once the switch is turned. Those of others stay as they are. */
export function faultsAfter(
  faults: readonly CountedFault[],
  { rule }: FaultSwitch,
  on: boolean,
): readonly FaultRule[] {
  const others = faults.filter((fault) => !isSame(fault, rule));
  return on ? [...others, rule] : others;
}

/** How many rules no switch stands for: the control API, or a test, has set them. */
export function countOthers(faults: readonly CountedFault[]): number {
  return faults.filter((fault) => !FAULT_SWITCHES.some(({ rule }) => isSame(fault, rule))).length;
}

/** How many faults there are: `none`, `1 on`, `3 on`. */
export function faultsWords(faults: readonly CountedFault[]): string {
  return faults.length === 0 ? "none" : `${faults.length} on`;
}

/** How often one has struck, for who waits to see it. */
export function struckWords({ struck }: CountedFault): string {
  if (struck === 0) return "Has not struck yet";
  return struck === 1 ? "Struck once" : `Struck ${struck} times`;
}

function isSame(fault: CountedFault, rule: FaultRule): boolean {
  const { seen: _seen, struck: _struck, ...own } = fault;
  return inOrder(own) === inOrder(rule);
}

/** As text, whatever the order in which its members came. */
function inOrder({ on, match = {}, do: what, ...rest }: FaultRule): string {
  const sorted = (object: object): object[] => Object.entries(object).sort();
  return JSON.stringify([on, sorted(match), sorted(what), sorted(rest)]);
}
