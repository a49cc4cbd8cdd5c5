import type { Answer, Ask } from "../desk.ts";
import type { DraftRow, Evidence, PlatformMessage } from "../evidence.ts";
import type { Call } from "../graph-border.ts";

/** What the platform has is what drafts say was sent, one message a draft (SPEC S1, S2). */
export function draftFaults({ drafts, sent, calls, sightings }: Evidence): string[] {
  const faults: string[] = [];
  const byDraft = new Map<string, PlatformMessage>();
  for (const message of sent.values()) {
    const draft = message.callbackData?.replace(/^casement:/, "") ?? "";
    if (!drafts.has(draft)) faults.push(`S1: ${message.id} was sent without a draft`);
    if (byDraft.has(draft)) faults.push(`S2: draft ${draft} was sent twice`);
    byDraft.set(draft, message);
  }
  for (const row of drafts.values()) {
    const message = byDraft.get(row.draft);
    const fault = draftFault(row, message);
    if (fault !== undefined) faults.push(`S2: draft ${row.draft} ${fault}`);
    if (row.state === "unknown") sightings.saw("an unknown draft that stayed unknown");
    if (row.state === "accepted" && row.status !== 200) {
      sightings.saw("an unknown draft that a status settled");
    }
    if (row.reason === "service_window_closed") sightings.saw("a refusal for a closed window");
  }
  return [
    ...faults,
    ...calls.flatMap((call) => (drafts.has(call.draft) ? [] : [strangeCall(call)])),
  ];
}

function strangeCall({ draft }: Call): string {
  return `S1: a call was made for ${draft}, which is no draft`;
}

function draftFault(row: DraftRow, message: PlatformMessage | undefined): string | undefined {
  switch (row.state) {
    case "accepted":
      return message?.id === row.wamid ? undefined : `is ${row.wamid}, and ${message?.id} was sent`;
    case "unknown":
      // One that the platform took and reported on is known by its reports.
      return message === undefined ? undefined : `is unknown, and ${message.id} was sent`;
    case "refused":
    case "failed":
    case "withdrawn":
    case "canceled":
      return message === undefined ? undefined : `is ${row.state}, and ${message.id} was sent`;
    default:
      return `is ${row.state} when all is over`;
  }
}

/** A draft is called once, or again after Meta surely refused it (SPEC S2, S10). */
export function callFaults({ calls }: Evidence): string[] {
  return [...Map.groupBy(calls, ({ draft }) => draft)].flatMap(([draft, all]) =>
    all.slice(0, -1).flatMap(({ told }) => {
      const isRefusal = told !== undefined && told >= 400 && told < 500;
      return isRefusal ? [] : [`S2: draft ${draft} was called again after ${told ?? "no answer"}`];
    }),
  );
}

/** What the business was told of an ask is so; whatever it was told, it is said at most once. */
export function askFaults(evidence: Evidence): string[] {
  const said = Map.groupBy(evidence.sent.values(), countIn);
  return evidence.asks.flatMap((ask) => {
    const messages = said.get(ask.count) ?? [];
    const twice = messages.length > 1 ? [`was sent ${messages.length} times`] : [];
    const untrue = ask.tries.flatMap(({ answer }) => {
      if (answer === undefined) return [];
      const { status } = answer;
      if (status >= 200 && status < 300) return takenFaults(ask, answer, evidence);
      const isRefused = status >= 400 && status < 500;
      return isRefused && messages.length > 0 ? [`was refused with ${status}, and sent`] : [];
    });
    return [...twice, ...untrue].map((what) => `S3: ask ${ask.count} ${what}`);
  });
}

/** Whoever is told that it is taken is told which message it is; or that nobody knows yet. */
function takenFaults(
  { count, way }: Ask,
  { status, wamid, state }: Answer,
  { sent, sightings }: Evidence,
): string[] {
  if (way === "native") sightings.saw("a message that the hub's own API took");
  if (wamid === undefined) {
    // One whose end could not be written down just then still stands as being sent.
    if (way === "graph" || (state !== "unknown" && state !== "sending")) {
      return [`was answered ${status} as ${state ?? "a message"} without a name`];
    }
    sightings.saw("a message that the hub's own API calls unknown");
    return [];
  }
  const message = sent.get(wamid);
  if (message === undefined) return [`was answered ${wamid}, which was not sent`];
  const said = countIn(message) ?? count;
  return said === count ? [] : [`was answered ${wamid}, which is ask ${said}`];
}

/**
 * What was answered 503 was not sent: each message comes of a time of asking that had another
 * answer or none, or its caller asked again (SPEC S17).
 */
export function unsentFaults({ asks, sent, sightings }: Evidence): string[] {
  const said = Map.groupBy(sent.values(), countIn);
  return asks.flatMap(({ count, tries }) => {
    const away = tries.flatMap(({ answer }) => (answer?.status === 503 ? [answer] : []));
    if (away.length > 0) sightings.saw("a send that was answered 503");
    const strange = away.filter(({ code }) => code !== 131_016 && code !== "unavailable");
    const sentAll = (said.get(count) ?? []).filter(
      ({ at }) => !tries.some((one) => one.askedAt <= at && one.answer?.status !== 503),
    );
    return [
      ...strange.map(({ code }) => `S17: ask ${count} was answered 503 with ${code}`),
      ...sentAll.map(({ id }) => `S17: ask ${count} was answered 503, and ${id} was sent`),
    ];
  });
}

/** The number of an ask, as it stands in what was said; reactions say none. */
function countIn({ type, content }: PlatformMessage): number | undefined {
  if (type === "reaction") return undefined;
  const text = JSON.stringify(content);
  const found = /Answer (\d+)|"A-(\d+)"|"(\d+)\.00"|"text":"(1\d{5})"/.exec(text);
  const [, answer, order, amount, code] = found ?? [];
  if (code !== undefined) return Number(code) - 100_000;
  return Number(answer ?? order ?? amount);
}
