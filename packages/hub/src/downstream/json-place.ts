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

  value(): JsonPlace {
    this.#skip(SPACE);
    const from = this.#at;
    const members: JsonMember[] = [];
    const items: JsonPlace[] = [];
    switch (this.#text[from]) {
      case "{":
        this.#eachUntil("}", () => members.push(this.#member()));
        break;
      case "[":
        this.#eachUntil("]", () => items.push(this.value()));
        break;
      case '"':
        this.#string();
        break;
      default:
        this.#skip(WORD);
    }
    return { from, to: this.#at, members, items };
  }

  #member(): JsonMember {
    this.#skip(SPACE);
    const from = this.#at;
    this.#string();
    const name = String(JSON.parse(this.#text.slice(from, this.#at)));
    this.#skip(SPACE);
    this.#at += 1;
    return { name, from, value: this.value() };
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

const SPACE = /[ \t\r\n]*/y;
const WORD = /[^\s,\]}]+/y;
