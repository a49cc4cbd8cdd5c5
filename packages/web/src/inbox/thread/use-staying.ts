import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { TimelineItem } from "./timeline.ts";

const NEAR_END_PX = 120;

/** The line at the top of what is in view, and how far it is from there. */
interface Anchor {
  readonly line: HTMLElement;
  readonly topPx: number;
}

/**
 * Keeps the end in view when something is added there, unless the reader has scrolled away from it;
 * and keeps the line that is read in place when older messages come in above it. The browser's own
 * anchoring is off there: it and this would both move.
 */
export function useStaying(
  scroller: RefObject<HTMLElement | null>,
  items: readonly TimelineItem[],
): { isAtEnd: boolean; toEnd: () => void } {
  const [isAtEnd, setAtEnd] = useState(true);
  const seen = useRef<{ last: string; first: string; atEnd: boolean; anchor: Anchor | undefined }>({
    last: "",
    first: "",
    atEnd: true,
    anchor: undefined,
  });
  const heightPx = useRef(0);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    const remember = (): void => {
      // What is below has just grown or shrunk: that moved the end, and nobody scrolled away.
      if (box.clientHeight !== heightPx.current) return;
      const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
      seen.current = { ...seen.current, atEnd, anchor: anchorIn(box) };
      setAtEnd(atEnd);
    };
    box.addEventListener("scroll", remember, { passive: true });
    const resized = new ResizeObserver(() => {
      heightPx.current = box.clientHeight;
      if (seen.current.atEnd) box.scrollTop = box.scrollHeight;
    });
    resized.observe(box);
    for (const child of box.children) resized.observe(child);
    return () => {
      box.removeEventListener("scroll", remember);
      resized.disconnect();
    };
  });
  useLayoutEffect(() => {
    const box = scroller.current;
    const messages = items.filter((item) => item.kind === "message");
    const last = messages.at(-1);
    if (box === null || last === undefined) return;
    const first = messages[0]?.key ?? "";
    const before = seen.current;
    const isNew = last.key !== before.last;
    const ours = isNew && last.message.direction === "out" && before.last !== "";
    if (before.atEnd || ours) box.scrollTop = box.scrollHeight;
    else if (first !== before.first && before.anchor?.line.isConnected === true) {
      box.scrollTop = before.anchor.line.offsetTop - before.anchor.topPx;
    }
    seen.current = { ...before, last: last.key, first, anchor: anchorIn(box) };
  }, [items, scroller]);
  const toEnd = (): void => {
    if (scroller.current !== null) scroller.current.scrollTop = scroller.current.scrollHeight;
  };
  return { isAtEnd, toEnd };
}

/** Found by halving: a long thread has thousands of lines, and this runs while one scrolls. */
function anchorIn(box: HTMLElement): Anchor | undefined {
  const lines = box.querySelectorAll<HTMLElement>("ol > li");
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const line = lines[middle];
    if (line !== undefined && line.offsetTop + line.offsetHeight < box.scrollTop) low = middle + 1;
    else high = middle;
  }
  const line = lines[low];
  return line && { line, topPx: line.offsetTop - box.scrollTop };
}
