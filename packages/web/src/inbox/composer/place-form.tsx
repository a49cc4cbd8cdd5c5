import { type ReactNode, useState } from "react";
import { MessageContent } from "../thread/message-content.tsx";
import { ComposerForm } from "./composer-form.tsx";
import { PLACE_WORDS } from "./composer-words.ts";
import { contentFromDraft } from "./draft-content.ts";
import { Field } from "./field.tsx";
import { coordinatesFrom, draftFromPlace, EMPTY_PLACE, faultOfPlace } from "./place.ts";
import type { ComposerFormsProps } from "./question-form.tsx";

/** A location: its two numbers, or what somebody copied from a map, and what it is called. */
export function PlaceForm({ numberId, replyTo, busy, send, back }: ComposerFormsProps): ReactNode {
  const [place, setPlace] = useState(EMPTY_PLACE);
  const draft = draftFromPlace(place, replyTo);
  const fault = faultOfPlace(place);
  return (
    <ComposerForm
      title={PLACE_WORDS.title}
      sendWords={PLACE_WORDS.send}
      fault={fault}
      busy={busy}
      send={() => send(draft)}
      back={back}
      fields={
        <>
          <Field
            label={PLACE_WORDS.latitude}
            first
            example={PLACE_WORDS.paste}
            lengthMax={2_000}
            value={place.latitude}
            change={(latitude) =>
              setPlace({ ...place, ...(coordinatesFrom(latitude) ?? { latitude }) })
            }
          />
          <Field
            label={PLACE_WORDS.longitude}
            lengthMax={30}
            value={place.longitude}
            change={(longitude) => setPlace({ ...place, longitude })}
          />
          <Field
            label={PLACE_WORDS.name}
            optional
            lengthMax={1_000}
            value={place.name}
            change={(name) => setPlace({ ...place, name })}
          />
          <Field
            label={PLACE_WORDS.address}
            optional
            lengthMax={1_000}
            value={place.address}
            change={(address) => setPlace({ ...place, address })}
          />
        </>
      }
      preview={
        fault === undefined ? (
          <MessageContent content={contentFromDraft(draft, undefined)} numberId={numberId} />
        ) : (
          <p className="text-ink-2">{PLACE_WORDS.unnamed}</p>
        )
      }
    />
  );
}
