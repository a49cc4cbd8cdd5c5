import { useState } from "react";

export type Scheme = "system" | "light" | "dark";

const KEY = "casement-scheme";
const NEXT: { readonly [scheme in Scheme]: Scheme } = {
  system: "light",
  light: "dark",
  dark: "system",
};

/** The scheme chosen on this machine, and functions to choose one, or the next. */
export function useScheme(): {
  scheme: Scheme;
  choose: (scheme: Scheme) => void;
  chooseNext: () => void;
} {
  const [scheme, setScheme] = useState(chosenScheme);
  const choose = (next: Scheme): void => {
    storage()?.setItem(KEY, next);
    applyScheme(next);
    setScheme(next);
  };
  return { scheme, choose, chooseNext: () => choose(NEXT[scheme]) };
}

/** Without a choice the attribute is away, and the system's scheme holds. */
export function applyScheme(scheme: Scheme = chosenScheme()): void {
  if (scheme === "system") delete document.documentElement.dataset["scheme"];
  else document.documentElement.dataset["scheme"] = scheme;
}

function chosenScheme(): Scheme {
  const kept = storage()?.getItem(KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

/** A browser that keeps nothing throws at the mere question. */
function storage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
