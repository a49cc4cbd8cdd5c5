import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "../design/button.tsx";
import { initialsOf, phoneWords } from "../inbox/list/thread-words.ts";
import { digitsOf } from "./chat-words.ts";
import { control } from "./control.ts";
import { TextField } from "./form-parts.tsx";
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
  const chosen = useRef<HTMLButtonElement>(null);
  const isListed = phones.has(phone);
  // Who one is may stand further down the list than it shows at once.
  useEffect(() => {
    if (isListed) chosen.current?.scrollIntoView({ block: "nearest" });
  }, [isListed]);
  const people = [...known, ...PEOPLE.filter((person) => !phones.has(person.phone))];
  return (
    <section aria-label="Customers" className="flex flex-col gap-3">
      <ul className="flex flex-col gap-1">
        {people.map((person) => (
          <li key={person.phone}>
            <button
              ref={person.phone === phone ? chosen : undefined}
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
      <details className="group px-2.5">
        <summary className="rounded-md py-1 font-medium text-utility marker:content-none hover:underline">
          Be somebody else…
        </summary>
        <AnotherNumber become={become} />
      </details>
    </section>
  );
}

/** Somebody who is not there yet: they exist from the first time they are named. */
function AnotherNumber({ become }: { become: (phone: string) => void }): ReactNode {
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string>();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const digits = digitsOf(text);
    if (digits === undefined) {
      setProblem("Write the number with its country’s code: 7 to 15 digits.");
      return;
    }
    try {
      if (name.trim() !== "") await control.change(digits, { name: name.trim() });
      await queries.invalidateQueries({ queryKey: ["people"] });
      setProblem(undefined);
      setText("");
      setName("");
      become(digits);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "The emulator did not answer.");
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-2 pt-1 pb-2">
      <div className="flex gap-2">
        <TextField label="Another phone number" type="tel" value={text} change={setText} />
        <TextField label="Their name" value={name} change={setName} />
      </div>
      {problem !== undefined && (
        <p role="alert" className="text-bad text-xs">
          {problem}
        </p>
      )}
      <Button type="submit" look="outline" disabled={text.trim() === ""} className="self-start">
        Be them
      </Button>
    </form>
  );
}
