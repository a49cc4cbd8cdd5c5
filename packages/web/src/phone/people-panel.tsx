import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "../design/button.tsx";
import { initialsOf, phoneWords } from "../inbox/list/thread-words.ts";
import { digitsOf } from "./chat-words.ts";
import { usePeople } from "./phone-live.ts";
import { PEOPLE } from "./who.ts";

interface PeoplePanelProps {
  readonly phone: string;
  readonly become: (phone: string) => void;
}

/** Who one can be: everybody there is, some there might be, or any other number. */
export function PeoplePanel({ phone, become }: PeoplePanelProps): ReactNode {
  const known = usePeople().data ?? [];
  const phones = new Set(known.map((person) => person.phone));
  const people = [...known, ...PEOPLE.filter((person) => !phones.has(person.phone))];
  return (
    <section aria-label="Customers" className="flex flex-col gap-3">
      <ul className="flex flex-col gap-1">
        {people.map((person) => (
          <li key={person.phone}>
            <button
              type="button"
              aria-pressed={person.phone === phone}
              onClick={() => become(person.phone)}
              className="flex w-full items-center gap-3 rounded-xl px-2.5 py-2 text-left transition-colors hover:bg-hover aria-pressed:bg-selected"
            >
              <span
                aria-hidden
                className="grid size-9 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent text-xs"
              >
                {initialsOf({ name: person.name, username: null, phone: person.phone })}
              </span>
              <span className="min-w-0">
                <span className="block truncate font-medium">{person.name}</span>
                <span className="figures block text-ink-2 text-xs">
                  {phoneWords(`+${person.phone}`)}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <AnotherNumber become={become} />
    </section>
  );
}

function AnotherNumber({ become }: { become: (phone: string) => void }): ReactNode {
  const id = useId();
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const digits = digitsOf(text);
    setWrong(digits === undefined);
    if (digits === undefined) return;
    setText("");
    become(digits);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-1.5 px-2.5">
      <label htmlFor={id} className="font-medium text-ink-2 text-xs">
        Another phone number
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          type="tel"
          value={text}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          onChange={(event) => setText(event.target.value)}
          placeholder="+44 7700 900…"
          className="h-9 min-w-0 flex-1 rounded-lg border border-line-strong bg-panel px-2.5 placeholder:text-ink-3"
        />
        <Button type="submit" look="outline">
          Be them
        </Button>
      </div>
      {wrong && (
        <p id={`${id}-wrong`} role="alert" className="text-bad text-xs">
          Write the number with its country’s code: 7 to 15 digits.
        </p>
      )}
    </form>
  );
}
