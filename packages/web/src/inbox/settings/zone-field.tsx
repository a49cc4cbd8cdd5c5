import { type ReactNode, useId } from "react";
import { Field } from "../../design/field.tsx";

interface ZoneFieldProps {
  readonly zone: string;
  readonly problem: string | undefined;
}

const HINT =
  "As it is set at Meta, under Business settings, WhatsApp accounts. Empty: as Meta says. What " +
  "is rated already stays as it is until casement rebuild.";

/** A time zone by its name, with all that there are offered as one writes. */
export function ZoneField({ zone, problem }: ZoneFieldProps): ReactNode {
  const id = useId();
  return (
    <>
      <Field
        label="Time zone"
        name="time_zone"
        list={id}
        defaultValue={zone}
        autoComplete="off"
        hint={HINT}
        problem={problem}
      />
      <datalist id={id}>
        {Intl.supportedValuesOf("timeZone").map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
