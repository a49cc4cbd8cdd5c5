import type { Json } from "../json.ts";

/**
 * The names at the top of Meta's `fields`: `id,name.limit(2){x,y}` asks for `id` and `name`.
 *
 * What is asked for inside of a field is not cut out: such a field comes whole.
 */
export function fieldNames(fields: unknown): string[] | undefined {
  if (typeof fields !== "string" || fields.trim() === "") return undefined;
  const names: string[] = [];
  let depth = 0;
  let name = "";
  for (const character of `${fields},`) {
    if (character === "{" || character === "(") depth += 1;
    if (character === "}" || character === ")") depth -= 1;
    if (character === "," && depth === 0) {
      names.push(name.trim().replace(/[.({].*$/s, ""));
      name = "";
    } else {
      name += character;
    }
  }
  return names.filter((one) => one !== "");
}

/** The node with the fields asked for, or else with its usual ones. `id` always comes, last. */
export function chosenFields(node: Json, asked: unknown, usual: readonly string[]): Json {
  const names = fieldNames(asked) ?? usual;
  const chosen: Json = {};
  for (const name of names) {
    if (name !== "id" && Object.hasOwn(node, name)) chosen[name] = node[name];
  }
  return { ...chosen, id: node["id"] };
}
