import { type Instant, instantFromIso, instantFromMs } from "../instant.ts";

/** What is wrong with a timeline, and at which of its fields: `facts[3].at`. */
export interface Fault {
  readonly where: string;
  readonly what: string;
}

/**
 * The fields of one JSON object, read by name.
 *
 * What is wrong is noted in `faults` and stood in for, so that a reader is a plain list of fields
 * and nothing is thrown; whoever reads the whole looks at `faults` before believing any of it.
 * Fields nobody asks for are passed over, and `null` is no value.
 */
export class Fields {
  readonly where: string;
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #faults: Fault[];

  constructor(given: unknown, where: string, faults: Fault[]) {
    this.where = where;
    this.#faults = faults;
    this.#fields = isObject(given) ? given : {};
    if (!isObject(given)) faults.push({ where: where || "timeline", what: "must be an object" });
  }

  names(): string[] {
    return Object.keys(this.#fields);
  }

  has(name: string): boolean {
    return this.#value(name) !== undefined;
  }

  text(name: string): string {
    return this.textIf(name) ?? this.#missing(name, "is missing", "");
  }

  textIf(name: string): string | undefined {
    const value = this.#value(name);
    if (value === undefined || (typeof value === "string" && value !== "")) return value;
    return this.#missing(name, "must be text", "");
  }

  /** A text of which `isRight` holds. */
  textLike(name: string, isRight: (text: string) => boolean, what: string): string {
    return this.textLikeIf(name, isRight, what) ?? this.#missing(name, "is missing", "");
  }

  textLikeIf(name: string, isRight: (text: string) => boolean, what: string): string | undefined {
    const text = this.textIf(name);
    return text === undefined || text === "" || isRight(text)
      ? text
      : this.#missing(name, what, text);
  }

  choice<Word extends string>(name: string, words: readonly [Word, ...Word[]]): Word {
    return this.choiceIf(name, words) ?? this.#missing(name, "is missing", words[0]);
  }

  choiceIf<Word extends string>(name: string, words: readonly [Word, ...Word[]]): Word | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    const word = words.find((one) => one === value);
    return word ?? this.#missing(name, `must be ${listOf(words)}`, words[0]);
  }

  flagIf(name: string): boolean | undefined {
    const value = this.#value(name);
    if (value === undefined || typeof value === "boolean") return value;
    return this.#missing(name, "must be true or false", false);
  }

  countIf(name: string, max: number = Number.MAX_SAFE_INTEGER): number | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    const isCount = typeof value === "number" && Number.isInteger(value) && value >= 0;
    return isCount && value <= max ? value : this.#missing(name, "must be a whole number", 0);
  }

  instant(name: string): Instant {
    return this.instantIf(name) ?? this.#missing(name, "is missing", instantFromMs(0));
  }

  instantIf(name: string): Instant | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    const at = typeof value === "string" ? instantFromIso(value) : undefined;
    return at ?? this.#missing(name, `must be a moment as in ${MOMENT}`, instantFromMs(0));
  }

  object(name: string): Fields | undefined {
    const value = this.#value(name);
    return value === undefined ? undefined : new Fields(value, this.at(name), this.#faults);
  }

  list(name: string): Fields[] {
    const value = this.#value(name);
    if (value === undefined) return [];
    if (!Array.isArray(value)) return this.#missing(name, "must be a list", []);
    return value.map((one, index) => new Fields(one, `${this.at(name)}[${index}]`, this.#faults));
  }

  /** For a field that may be written in two ways. */
  holds(name: string, kind: "number" | "object"): boolean {
    return typeof this.#value(name) === kind;
  }

  /** Notes what is wrong with a field that could be read. */
  fault(name: string, what: string): void {
    this.#faults.push({ where: this.at(name), what });
  }

  at(name: string): string {
    if (!/^\w+$/.test(name)) return `${this.where}[${JSON.stringify(name)}]`;
    return this.where === "" ? name : `${this.where}.${name}`;
  }

  #value(name: string): unknown {
    return Object.hasOwn(this.#fields, name) ? (this.#fields[name] ?? undefined) : undefined;
  }

  #missing<Value>(name: string, what: string, inPlace: Value): Value {
    this.fault(name, what);
    return inPlace;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function listOf(words: readonly string[]): string {
  return words.length === 1
    ? String(words[0])
    : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

const MOMENT = "2023-07-10T09:00:00Z";
