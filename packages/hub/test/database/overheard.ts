import pg from "pg";

// What goes to the server while a test listens, and which numbers it is about.

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly client: pg.Client;
}

/** Notes every statement that goes to the server from here on, and lets it go. */
export function listenIn(): { readonly said: readonly Statement[]; stop(): void } {
  const { query } = pg.Client.prototype;
  const said: Statement[] = [];
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...asked: unknown[]): unknown {
      const [what, values] = asked;
      const isText = typeof what === "string";
      said.push({
        ...{ text: isText ? what : textOf(what), client: this },
        values: listOf(isText ? values : Reflect.get(Object(what), "values")),
      });
      return Reflect.apply(query, this, asked);
    },
  });
  return { said, stop: () => void Object.assign(pg.Client.prototype, { query }) };
}

function textOf(what: unknown): string {
  return String(Reflect.get(Object(what), "text"));
}

function listOf(values: unknown): readonly unknown[] {
  return Array.isArray(values) ? values : [];
}

/** A mention of a table: by what else of the statement it is called, and whether it is filled. */
interface Mention {
  readonly table: string;
  readonly label: string | undefined;
  readonly isInsert: boolean;
}

const MENTION =
  /\b(from|into|update|join|using)\s+(?:only\s+)?(\w+)(?:[ \n]+(?:as\s+)?([a-z]\w*))?/g;
/** A further table of a list: `using unnest(…) as n (…), alias a`. */
const FURTHER = /\)?,\s*()(\w+)\s+([a-z]\w?)\s+(?=where|on|join|left|order)/g;
const KEYWORD =
  /^(?:on|set|where|order|group|limit|left|cross|join|for|returning|values|union|select|using|or)$/;

/** The hot tables that a statement names, each as often as it does. */
export function mentionsIn(text: string, hot: ReadonlySet<string>): Mention[] {
  return [...text.matchAll(MENTION), ...text.matchAll(FURTHER)].flatMap(([, how, table, word]) => {
    if (table === undefined || !hot.has(table)) return [];
    const label = word === undefined || KEYWORD.test(word) ? undefined : word;
    return [{ table, label, isInsert: how === "into" }];
  });
}

/**
 * The number that a statement is about; `undefined`: none, several, or a list of them.
 *
 * Every mention of a hot table must be tied to it: the rows that go into it begin with the number,
 * or it is compared with the number or with the column of another mention.
 */
export function numberIn(
  { text, values }: Pick<Statement, "text" | "values">,
  hot: ReadonlySet<string>,
): string | undefined {
  const tied = mentionsIn(text, hot).filter((one) => !isTiedByName(one, text));
  const plain = text.match(/(?<![.\w])number_id = \$\d/g) ?? [];
  if (tied.length > plain.length) return undefined;
  const said = [...text.matchAll(SAYS_NUMBER)].map(([, a, b]) => values[Number(a ?? b) - 1]);
  const [first, ...others] = new Set(said.map(String));
  const isScalar = said.every((one) => typeof one === "bigint" || typeof one === "string");
  return isScalar && others.length === 0 ? first : undefined;
}

const SAYS_NUMBER =
  /number_id = \$(\d+)|\(\s*number_id,[^)]*\)\s*(?:values\s*\(|select(?:\s+distinct)?)\s*\$(\d+)/g;

function isTiedByName({ table, label, isInsert }: Mention, text: string): boolean {
  if (isInsert) {
    const rows = `into ${table}(?:\\s+as\\s+\\w+)?\\s*\\(\\s*number_id,[^)]*\\)`;
    const first = "(?:\\$\\d|(?:\\w+\\.)?number_id)";
    return new RegExp(`${rows}\\s*(?:values\\s*\\(|select(?:\\s+distinct)?)\\s*${first}`).test(
      text,
    );
  }
  const name = label ?? table;
  const ways = [`\\b${name}\\.number_id = (?:\\$\\d|\\w+\\.number_id)`, `= ${name}\\.number_id\\b`];
  return new RegExp(ways.join("|")).test(text);
}
