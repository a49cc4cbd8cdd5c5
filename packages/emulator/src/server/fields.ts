import { type Json, objectIn } from "../json.ts";
import { type AskedField, askedFields } from "./field-query.ts";

/** The node with the fields asked for, or else with its usual ones. `id` always comes, last. */
export function chosenFields(node: Json, asked: unknown, usual: readonly string[]): Json {
  const fields = askedFields(asked) ?? usual.map(wholeField);
  const chosen: Json = {};
  for (const { name, inner } of fields) {
    if (name === "id" || !Object.hasOwn(node, name)) continue;
    chosen[name] = inner === undefined ? node[name] : cutDown(node[name], inner);
  }
  return { ...chosen, id: node["id"] };
}

function wholeField(name: string): AskedField {
  return { name, modifiers: {}, inner: undefined };
}

/** What is asked for of a field's inside: of an object, of each in a list, of each of an edge. */
function cutDown(value: unknown, fields: readonly AskedField[]): unknown {
  if (Array.isArray(value)) return value.map((one) => cutDown(one, fields));
  const object = objectIn(value);
  if (object === undefined) return value;
  if (Array.isArray(object["data"])) return { ...object, data: cutDown(object["data"], fields) };
  const names = new Set([...fields.map(({ name }) => name), "id"]);
  return Object.fromEntries(
    Object.entries(object)
      .filter(([name]) => names.has(name))
      .map(([name, one]) => {
        const inner = fields.find((field) => field.name === name)?.inner;
        return [name, inner === undefined ? one : cutDown(one, inner)];
      }),
  );
}
