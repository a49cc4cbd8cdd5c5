import { useEffect, useState } from "react";
import type { Tone } from "../../design/category.ts";
import type { Inks } from "./spend-chart-options.ts";

export type { Inks } from "./spend-chart-options.ts";

/** The colours of the scheme that holds now, and of the next one when it changes. */
export function useInks(): Inks {
  const [inks, setInks] = useState(inksNow);
  useEffect(() => {
    const change = (): void => setInks(inksNow());
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const chosen = new MutationObserver(change);
    dark.addEventListener("change", change);
    chosen.observe(document.documentElement, { attributeFilter: ["data-scheme"] });
    // The scheme may have changed between the first drawing and here.
    change();
    return () => {
      dark.removeEventListener("change", change);
      chosen.disconnect();
    };
  }, []);
  return inks;
}

/**
 * A token's value is `light-dark(…)` until something is painted with it: so each is put on an
 * element, and read back as the browser would paint it.
 */
function inksNow(): Inks {
  const probe = document.createElement("span");
  document.body.append(probe);
  const read = (token: string): string => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const tones: { readonly [tone in Tone]: string } = {
    service: read("service"),
    utility: read("utility"),
    authentication: read("authentication"),
    marketing: read("marketing"),
    entry: read("entry"),
    plain: read("ink-3"),
  };
  const inks = {
    ink: read("ink"),
    ink2: read("ink-2"),
    ink3: read("ink-3"),
    line: read("line"),
    raised: read("raised"),
    hover: read("selected"),
    tones,
  };
  probe.remove();
  return inks;
}
