import { useContext, useMemo, useRef, useState } from "react";
import { momentFromIso } from "../../time/moment.ts";
import { dayOf } from "../../time/time-words.ts";
import { ZONE } from "../../time/use-now.ts";
import type { OpenedThread, ThreadKey } from "../live/screen.ts";
import { ScreenStoreContext } from "../live/screen-store.ts";

/** How one gets to another place in a thread; what lies between is loaded on the way. */
export interface Jump {
  readonly toMessage: (id: string) => void;
  /** `2023-10-12`: the first message of that day, or of the next with any. */
  readonly toDay: (day: string) => void;
  readonly toFirst: () => void;
}

type LoadOlder = (before: string, limit: number) => Promise<void>;

/** As many as the API gives: a jump goes far. */
const STEP = 200;

/** How the last jump goes: where it could not get to what it was to, that is said. */
export interface JumpState {
  readonly kind: "looking" | "there" | "failed" | "not there";
  /** Jumps once more. */
  readonly again: () => void;
  readonly forget: () => void;
}

/** The jumps of a thread, and how the last of them goes. */
export function useJump(key: ThreadKey, loadOlder: LoadOlder): readonly [Jump, JumpState] {
  const store = useContext(ScreenStoreContext);
  const [kind, setKind] = useState<JumpState["kind"]>("there");
  const last = useRef(() => {});
  // biome-ignore lint/correctness/useExhaustiveDependencies: `loadOlder` is of the thread, too.
  const jump = useMemo((): Jump => {
    const opened = (): OpenedThread | undefined => store.screen.opened.get(key);
    const leap = async (
      isReached: (opened: OpenedThread) => boolean,
      target: () => Element | null,
    ): Promise<void> => {
      setKind("looking");
      let at = opened();
      while (at !== undefined && !isReached(at) && typeof at.older === "string") {
        await loadOlder(at.older, STEP);
        at = opened();
      }
      const isThere = at !== undefined && isReached(at);
      requestAnimationFrame(() => {
        const element = target();
        bringIntoView(element);
        setKind(isThere || element !== null ? "there" : "not there");
      });
    };
    const go = (...args: Parameters<typeof leap>): void => {
      last.current = () => go(...args);
      leap(...args).catch(() => setKind("failed"));
    };
    return {
      toMessage: (id) =>
        go(
          ({ messages }) => messages.some((one) => one.id === id),
          () => document.getElementById(elementId(id)),
        ),
      toDay: (day) =>
        go(
          ({ messages: [oldest] }) =>
            oldest !== undefined && dayOf(momentFromIso(oldest.at), ZONE) < day,
          () => firstOfDay(day),
        ),
      toFirst: () =>
        go(
          () => false,
          () => firstOfDay(""),
        ),
    };
  }, [store, key]);
  return [jump, { kind, again: () => last.current(), forget: () => setKind("there") }];
}

/** The id of the line that shows a message. */
export function elementId(messageId: string): string {
  return `message-${messageId}`;
}

function firstOfDay(day: string): Element | null {
  const lines = [...document.querySelectorAll<HTMLElement>("li[data-day]")];
  return lines.find((line) => (line.dataset["day"] ?? "") >= day) ?? lines.at(-1) ?? null;
}

const SHINE_MS = 1_800;

function bringIntoView(element: Element | null): void {
  if (!(element instanceof HTMLElement)) return;
  element.scrollIntoView({ block: element.dataset["day"] === undefined ? "center" : "start" });
  element.focus({ preventScroll: true });
  element.animate([{ backgroundColor: "var(--accent-soft)" }, {}], { duration: SHINE_MS });
}
