import type { CustomerShape, FieldShape, ThreadDetailShape, ThreadShape } from "@casement/hub/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "../../design/button.tsx";
import { Field } from "../../design/field.tsx";
import { ask } from "../frame/ask.ts";
import { FormProblem } from "../frame/form-problem.tsx";
import { mayDo, useSession } from "../frame/session.ts";
import { phoneWords } from "../list/thread-words.ts";
import { customerPath, useCustomer } from "./customer-query.ts";
import { CUSTOMER_WORDS } from "./customer-words.ts";
import { Notes } from "./notes.tsx";
import { Section } from "./section.tsx";

interface CustomerProps {
  readonly thread: ThreadShape;
  readonly detail: ThreadDetailShape;
}

/** What the business wrote down of a customer, and where else they write to. */
export function Customer({ thread, detail }: CustomerProps): ReactNode {
  const path = customerPath(thread);
  const may = mayDo(useSession(), "threads:write");
  const { data, error, refetch } = useCustomer(thread, detail.thread.position);
  if (data === undefined) {
    return error !== null && <NotLoaded why={error.message} again={() => void refetch()} />;
  }
  return (
    <>
      <Notes path={path} notes={data.notes} may={may} />
      <Fields path={path} fields={data.fields} may={may} />
      <Elsewhere threads={data.threads.slice(1)} />
    </>
  );
}

function NotLoaded({ why, again }: { why: string; again: () => void }): ReactNode {
  return (
    <Section title={CUSTOMER_WORDS.notes}>
      <FormProblem>{`${CUSTOMER_WORDS.failed} ${why}`}</FormProblem>
      <Button look="outline" size="small" className="self-start" onClick={again}>
        {CUSTOMER_WORDS.again}
      </Button>
    </Section>
  );
}

function Elsewhere({ threads }: Pick<CustomerShape, "threads">): ReactNode {
  if (threads.length === 0) return null;
  return (
    <Section title={CUSTOMER_WORDS.elsewhere}>
      <ul className="flex flex-col gap-1.5 text-xs">
        {threads.map(({ number_id, thread_id, number_name, number_phone }) => (
          <li key={`${number_id} ${thread_id}`}>
            <Link
              to="/threads/$numberId/$threadId"
              params={{ numberId: number_id, threadId: thread_id }}
              className="underline underline-offset-2"
            >
              {number_name ?? phoneWords(number_phone) ?? number_id}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface FieldsProps {
  readonly path: string;
  readonly fields: readonly FieldShape[];
  readonly may: boolean;
}

function Fields({ path, fields, may }: FieldsProps): ReactNode {
  const [adds, setAdds] = useState(false);
  const setting = useSetting(path);
  const removing = useSetting(path);
  if (fields.length === 0 && !may) return null;
  return (
    <Section title={CUSTOMER_WORDS.fields}>
      <dl className="flex flex-col gap-1.5 text-xs">
        {fields.map(({ name, value }) => (
          <div key={name}>
            <dt className="flex items-center justify-between gap-2 text-ink-3">
              {name}
              {may && (
                <Button
                  look="quiet"
                  size="small"
                  aria-label={CUSTOMER_WORDS.removeField(name)}
                  disabled={removing.isPending}
                  onClick={() => removing.mutate({ [name]: null })}
                >
                  {CUSTOMER_WORDS.remove}
                </Button>
              )}
            </dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <FormProblem>{removing.error?.message}</FormProblem>
      {adds && (
        <NewField
          set={(name, value) =>
            setting.mutate({ [name]: value }, { onSuccess: () => setAdds(false) })
          }
          problem={setting.error?.message}
          isSetting={setting.isPending}
        />
      )}
      {may && !adds && (
        <Button look="outline" size="small" className="self-start" onClick={() => setAdds(true)}>
          {CUSTOMER_WORDS.addField}
        </Button>
      )}
    </Section>
  );
}

/** Sets fields or, with `null`, removes them; and has the customer asked for again. */
function useSetting(path: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (set: Readonly<Record<string, string | null>>) =>
      ask("PATCH", `${path}/fields`, { fields: set }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["customer", path] }),
  });
}

interface NewFieldProps {
  readonly set: (name: string, value: string) => void;
  readonly problem: string | undefined;
  readonly isSetting: boolean;
}

function NewField({ set, problem, isSetting }: NewFieldProps): ReactNode {
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const send = (event: FormEvent): void => {
    event.preventDefault();
    set(name.trim(), value.trim());
  };
  return (
    <form onSubmit={send} className="flex flex-col gap-2">
      <Field
        label={CUSTOMER_WORDS.fieldName}
        value={name}
        maxLength={60}
        required
        onChange={(event) => setName(event.target.value)}
      />
      <Field
        label={CUSTOMER_WORDS.fieldValue}
        value={value}
        maxLength={500}
        required
        onChange={(event) => setValue(event.target.value)}
      />
      <FormProblem>{problem}</FormProblem>
      <Button type="submit" size="small" className="self-start" disabled={isSetting}>
        {CUSTOMER_WORDS.setField}
      </Button>
    </form>
  );
}
