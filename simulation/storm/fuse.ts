/** Where in its work a hub was when something passed one of its borders. */
export type Mark =
  | "post asked for"
  | "post committed"
  | "learning"
  | "digest about to commit"
  | "digest committed"
  | "draft about to commit"
  | "draft committed"
  | "end about to commit"
  | "send taken"
  | "file about to be kept"
  | "other";

/** What breaks: the hub's process, its sessions on the server, or the wires to the database. */
export type Blow = "crash" | "sessions" | "cut";

export interface Charge {
  readonly blow: Blow;
  /** At the next passing with this mark; a number: at the how-manieth passing of any kind. */
  readonly at: Mark | number;
}

/**
 * Decides at which byte a hub breaks. All that a hub says and hears passes here, and once armed one
 * of the passings is its last: before it nothing was lost, after it nothing is heard.
 */
export class Fuse {
  readonly #charges: Charge[] = [];
  readonly #blown: (blow: Blow, mark: Mark) => void;
  #passed = 0;

  constructor(blown: (blow: Blow, mark: Mark) => void) {
    this.#blown = blown;
  }

  arm(charge: Charge): void {
    this.#charges.push(charge);
  }

  disarm(): void {
    this.#charges.length = 0;
  }

  /** Told of each thing that is about to pass; it does not, if the fuse blew just now. */
  passes(mark: Mark): boolean {
    const [charge] = this.#charges;
    if (charge === undefined) return true;
    this.#passed += 1;
    if (charge.at !== mark && charge.at !== this.#passed) return true;
    this.#charges.shift();
    this.#passed = 0;
    this.#blown(charge.blow, mark);
    return charge.blow === "sessions";
  }
}
