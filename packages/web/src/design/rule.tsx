import { type ReactNode, useEffect, useState } from "react";
import { Dated } from "./dated.tsx";
import { type RulePart, rulesFromSpec } from "./rule-words.ts";

interface RulesProps {
  /** The rule of the answer itself: its words stand there at once. */
  readonly rule: string;
  /** Those beside it, each in a line that opens. */
  readonly others?: readonly RulePart[] | undefined;
}

/** The rules that an answer rests on, in their own words. */
export function Rules({ rule, others = [] }: RulesProps): ReactNode {
  const rules = useRules();
  return (
    <div className="text-pretty text-ink-3 text-xs">
      <p>
        <span className="font-semibold text-ink-2">Rule {rule}.</span>{" "}
        <Dated text={rules.get(rule) ?? ""} />
      </p>
      {others.map((other) => (
        <details key={other.part} className="mt-1.5">
          <summary className="cursor-pointer rounded-sm hover:text-ink">
            {other.part}: <span className="font-semibold text-ink-2">rule {other.rule}</span>
          </summary>
          <p className="mt-0.5">
            <Dated text={rules.get(other.rule) ?? ""} />
          </p>
        </details>
      ))}
    </div>
  );
}

/** The rules' words, which are fetched when somebody first asks why. Till then there are none. */
function useRules(): ReadonlyMap<string, string> {
  const [rules, setRules] = useState(NONE);
  useEffect(() => {
    let isShown = true;
    // Without them the rule's name is still there.
    const show = (all: ReadonlyMap<string, string>): void => (isShown ? setRules(all) : undefined);
    loadRules().then(show, () => {});
    return () => {
      isShown = false;
    };
  }, []);
  return rules;
}

async function loadRules(): Promise<ReadonlyMap<string, string>> {
  const { default: spec } = await import("@casement/engine/SPEC.md?raw");
  return rulesFromSpec(spec);
}

const NONE: ReadonlyMap<string, string> = new Map();
