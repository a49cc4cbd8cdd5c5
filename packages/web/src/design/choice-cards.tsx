import type { ReactNode } from "react";

interface Choice {
  readonly name: string;
  readonly meaning: string;
}

interface ChoiceCardsProps {
  readonly legend: string;
  /** That of the radio buttons. */
  readonly name: string;
  readonly choices: readonly Choice[];
  /** The name of the one that is chosen. */
  readonly chosen: string;
  readonly choose: (name: string) => void;
}

/** One of a few, each with what it means. */
export function ChoiceCards(props: ChoiceCardsProps): ReactNode {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-semibold text-xs">{props.legend}</legend>
      {props.choices.map(({ name, meaning }) => (
        <label
          key={name}
          className="flex cursor-pointer items-start gap-3 rounded-lg border border-line px-3 py-2 transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft"
        >
          <input
            type="radio"
            name={props.name}
            value={name}
            checked={props.chosen === name}
            onChange={() => props.choose(name)}
            className="mt-1 accent-accent"
          />
          <span>
            <span className="block font-medium">{name}</span>
            <span className="block text-ink-2 text-xs">{meaning}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
