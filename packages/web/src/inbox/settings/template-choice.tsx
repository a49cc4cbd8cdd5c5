import { type ReactNode, useId } from "react";
import { Select } from "../../design/select.tsx";
import { useEveryTemplate } from "../templates/templates-api.ts";

interface TemplateChoiceProps {
  readonly numberId: string;
  /** Names that are not offered, for they are chosen already. */
  readonly without: readonly string[];
}

/** One of a number's templates, by its name; in whichever languages there are. */
export function TemplateChoice({ numberId, without }: TemplateChoiceProps): ReactNode {
  const id = useId();
  const listed = useEveryTemplate(numberId).data?.templates ?? [];
  const names = [...new Set(listed.map((one) => one.name))]
    .filter((name) => !without.includes(name))
    .sort();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-semibold text-xs">
        Template
      </label>
      <Select id={id} name="name" required defaultValue="">
        <option value="" disabled>
          Choose a template
        </option>
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
    </div>
  );
}
