import { type ReactNode, useState } from "react";
import { MessageContent } from "../thread/message-content.tsx";
import { ComposerForm } from "./composer-form.tsx";
import { PERSON_WORDS } from "./composer-words.ts";
import { contentFromDraft } from "./draft-content.ts";
import { Field } from "./field.tsx";
import { draftFromPerson, EMPTY_PERSON, faultOfPerson, type Person } from "./person.ts";
import type { ComposerFormsProps } from "./question-form.tsx";

/** Somebody's card, for the customer's address book. */
export function PersonForm({ numberId, replyTo, busy, send, back }: ComposerFormsProps): ReactNode {
  const [person, setPerson] = useState(EMPTY_PERSON);
  const draft = draftFromPerson(person, replyTo);
  const shown = draftFromPerson({ ...person, name: person.name || PERSON_WORDS.name }, replyTo);
  return (
    <ComposerForm
      title={PERSON_WORDS.title}
      sendWords={PERSON_WORDS.send}
      fault={faultOfPerson(person)}
      busy={busy}
      send={() => send(draft)}
      back={back}
      fields={FIELDS.map(({ name, lengthMax, optional }, index) => (
        <Field
          key={name}
          label={PERSON_WORDS[name]}
          first={index === 0}
          optional={optional}
          lengthMax={lengthMax}
          value={person[name]}
          change={(value) => setPerson({ ...person, [name]: value })}
        />
      ))}
      preview={<MessageContent content={contentFromDraft(shown, undefined)} numberId={numberId} />}
    />
  );
}

const FIELDS: readonly { name: keyof Person; lengthMax: number; optional: boolean }[] = [
  { name: "name", lengthMax: 200, optional: false },
  { name: "phone", lengthMax: 30, optional: true },
  { name: "email", lengthMax: 200, optional: true },
  { name: "company", lengthMax: 200, optional: true },
];
