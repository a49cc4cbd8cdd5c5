import { useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { templatesSearchFrom } from "./templates-search.ts";

/**
 * The words that are looked for. The box keeps its own, as the address follows a moment later: one
 * that showed the address lost keys, and its caret was at the end after each. It takes those of the
 * address when somebody goes to another.
 */
export function useWords(addressed: string): readonly [string, (words: string) => void] {
  const { history, options } = useRouter();
  const [words, type] = useState(addressed);
  useEffect(
    () =>
      history.subscribe(({ location, action }) => {
        if (action.type === "REPLACE") return;
        type(templatesSearchFrom(options.parseSearch?.(location.search) ?? {}).q ?? "");
      }),
    [history, options],
  );
  return [words, type];
}
