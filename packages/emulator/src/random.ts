/** Where a stream of chance stands: four words of 32 bits. Part of the world's value. */
export type RandomState = number[];

/**
 * All the chance there is: the same state gives the same draws (sfc32).
 *
 * The state is an array that belongs to the world and is changed in place, so that a saved world
 * goes on where it stopped.
 */
export class Random {
  readonly #state: RandomState;

  constructor(state: RandomState) {
    this.#state = state;
  }

  /** A whole number from 0 up to, and not including, `bound`. */
  below(bound: number): number {
    return Math.floor((this.#word() / WORDS) * bound);
  }

  /** True once in a while: always at 1, never at 0. */
  happens(chance: number): boolean {
    return this.#word() / WORDS < chance;
  }

  /** `length` characters drawn from `alphabet`. */
  text(length: number, alphabet: string): string {
    let text = "";
    for (let i = 0; i < length; i++) text += alphabet.charAt(this.below(alphabet.length));
    return text;
  }

  #word(): number {
    const [a = 0, b = 0, c = 0, counter = 0] = this.#state;
    const drawn = (a + b + counter) | 0;
    this.#state[0] = b ^ (b >>> 9);
    this.#state[1] = (c + (c << 3)) | 0;
    this.#state[2] = (((c << 21) | (c >>> 11)) + drawn) | 0;
    this.#state[3] = (counter + 1) | 0;
    return drawn >>> 0;
  }
}

/** A fresh stream. `stream` keeps those of one seed apart, so that one does not shift another. */
export function randomStateFromSeed(seed: number, stream: string): RandomState {
  let mixed = seed | 0;
  for (const letter of stream) mixed = mix(mixed ^ (letter.codePointAt(0) ?? 0));
  const state = [mix(mixed), mix(mixed + 1), mix(mixed + 2), 1];
  const random = new Random(state);
  for (let i = 0; i < WARM_UP; i++) random.below(2);
  return state;
}

function mix(word: number): number {
  let mixed = (word + 0x9e3779b9) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return mixed ^ (mixed >>> 15);
}

/** How many draws sfc32 needs before a seed's shape is gone. */
const WARM_UP = 12;
const WORDS: number = 2 ** 32;
