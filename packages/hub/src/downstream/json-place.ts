/**
 * A value in a JSON text, by where it stands: from `from` up to but not `to`.
 *
 * To change one value of a text and leave every other byte as it is, one must know where it stands;
 * what `JSON.parse` gives has forgotten that.
 */
export interface JsonPlace {
  readonly from: number;
  readonly to: number;
  /** Of an object. */
  readonly members: readonly JsonMember[];
  /** Of a list. */
  readonly items: readonly JsonPlace[];
}

export interface JsonMember {
  readonly name: string;
  /** Where its name begins. */
  readonly from: number;
  readonly value: JsonPlace;
}

/** The places of a text that `JSON.parse` has read without complaint; of another they are wrong. */
export function jsonPlaceOf(text: string): JsonPlace {
  return new Reading(text).value();
}

/** The value of a member; of several with its name the last, as `JSON.parse` takes it. */
export function memberIn(place: JsonPlace | undefined, name: string): JsonPlace | undefined {
  return place?.members.findLast((one) => one.name === name)?.value;
}

class Reading {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth = 0): JsonPlace {
    this.#skip(SPACE);
    const from = this.#at;
    const members: JsonMember[] = [];
    const items: JsonPlace[] = [];
    const opening = this.#text[from];
    if ((opening === "{" || opening === "[") && depth > DEPTH_MAX) this.#pass();
    else this.#read(opening, { members, items, depth });
    return { from, to: this.#at, members, items };
  }

  #read(
    opening: string | undefined,
    { members, items, depth }: { members: JsonMember[]; items: JsonPlace[]; depth: number },
  ): void {
    switch (opening) {
      case "{":
        this.#eachUntil("}", () => members.push(this.#member(depth + 1)));
        break;
      case "[":
        this.#eachUntil("]", () => items.push(this.value(depth + 1)));
        break;
      case '"':
        this.#string();
        break;
      default:
        this.#skip(WORD);
    }
  }

  #member(depth: number): JsonMember {
    this.#skip(SPACE);
    const from = this.#at;
    this.#string();
    const name = String(JSON.parse(this.#text.slice(from, this.#at)));
    this.#skip(SPACE);
    this.#at += 1;
    return { name, from, value: this.value(depth) };
  }

  #eachUntil(end: "}" | "]", read: () => void): void {
    this.#at += 1;
    this.#skip(SPACE);
    while (this.#at < this.#text.length && this.#text[this.#at] !== end) {
      read();
      this.#skip(SPACE);
      if (this.#text[this.#at] === ",") this.#at += 1;
      this.#skip(SPACE);
    }
    this.#at += 1;
  }

  /** To the end of an object or a list, whatever is in it. */
  #pass(): void {
    let open = 0;
    do {
      const sign = this.#text[this.#at];
      if (sign === "[" || sign === "{") open += 1;
      if (sign === "]" || sign === "}") open -= 1;
      if (sign === '"') this.#string();
      else this.#at += 1;
    } while (open > 0 && this.#at < this.#text.length);
  }

  /** By hand: an expression over a text of megabytes ends the stack. */
  #string(): void {
    this.#at += 1;
    while (this.#at < this.#text.length && this.#text[this.#at] !== '"') {
      this.#at += this.#text[this.#at] === "\\" ? 2 : 1;
    }
    this.#at += 1;
  }

  #skip(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    if (pattern.test(this.#text)) this.#at = pattern.lastIndex;
  }
}

/** Nobody asks for a place so deep, and reading on would end the stack. */
const DEPTH_MAX = 64;

const SPACE = /[ \t\r\n]*/y;
const WORD = /[^\s,\]}]+/y;
