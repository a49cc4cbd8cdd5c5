import { z } from "zod";
import { EXAMPLE_WORDS, type ExampleWord, WORDS_OF_SHAPES } from "./example-words.ts";

type Words = Readonly<Record<string, ExampleWord>>;

interface Place {
  readonly components: ReadonlyMap<string, unknown>;
  readonly words: Words;
  /** Of the field that the value is for. */
  readonly name: string;
}

/** As much of a JSON schema as an example is made from. */
const Schema = z.looseObject({
  $ref: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  items: z.unknown().optional(),
  pattern: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
});
type Schema = z.infer<typeof Schema>;

/**
 * A value that a schema takes, in the words of `example-words.ts`: of several forms the first,
 * every field that it must have, and one of what it may have many of.
 */
export function exampleOf(json: unknown, components: ReadonlyMap<string, unknown>): unknown {
  return exampleAt(json, { components, words: EXAMPLE_WORDS, name: "" });
}

/** The same of a parameter, which has a name and a simple schema. */
export function exampleOfField(name: string, json: unknown): unknown {
  return exampleAt(json, { components: new Map(), words: EXAMPLE_WORDS, name });
}

function exampleAt(json: unknown, place: Place): unknown {
  const schema = Schema.parse(json);
  const shape = /[^/]+$/.exec(schema.$ref ?? "")?.[0];
  if (shape !== undefined) {
    const words = { ...place.words, ...WORDS_OF_SHAPES[shape] };
    return exampleAt(place.components.get(shape), { ...place, words });
  }
  if (schema.const !== undefined) return schema.const;
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms !== undefined) return exampleOfForms(forms, place);
  if (schema.properties !== undefined) return exampleOfFields(schema, place);
  if (schema.items === undefined) return wordFor(schema, place);
  return wordsOf(place)[0] === null ? [] : [exampleAt(schema.items, place)];
}

/** Those that are always there: the others come with what the example is not about. */
function exampleOfFields({ properties = {}, required = [] }: Schema, place: Place): unknown {
  const fields = Object.entries(properties).filter(([name]) => required.includes(name));
  return Object.fromEntries(
    fields.map(([name, one]) => [name, exampleAt(one, { ...place, name })]),
  );
}

function exampleOfForms(forms: readonly unknown[], place: Place): unknown {
  const mayBeNull = forms.some((form) => Schema.parse(form).type === "null");
  const [word] = wordsOf(place);
  return mayBeNull && word === null ? null : exampleAt(forms[0], place);
}

function wordFor(schema: Schema, place: Place): unknown {
  const types = [schema.type ?? "object"].flat();
  if (types.includes("boolean")) return true;
  if (types.includes("object")) return {};
  const known = wordsOf(place).find((word) => fits(schema, types, word));
  if (known !== undefined) return known;
  return schema.enum?.[0] ?? `${UNSAID} ${place.name}`;
}

/** What stands for a field that `example-words.ts` has no word for; a test finds it. */
const UNSAID = "Example of";

function wordsOf({ words, name }: Place): readonly (string | number | null | undefined)[] {
  return [words[name]].flat();
}

function fits(
  { enum: allowed, pattern }: Schema,
  types: readonly string[],
  word: unknown,
): boolean {
  if (allowed !== undefined) return allowed.includes(word);
  if (word === null) return types.includes("null");
  if (typeof word === "number") return types.includes("integer") || types.includes("number");
  if (typeof word !== "string" || !types.includes("string")) return false;
  return pattern === undefined || new RegExp(pattern).test(word);
}
