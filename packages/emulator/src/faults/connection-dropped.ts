/**
 * The connection ends without an answer, as a fault asked for.
 *
 * It is what `fetch` throws when a network fails: who calls the emulator in the same process sees
 * what they would see over a port.
 */
export class ConnectionDropped extends TypeError {
  override readonly name = "TypeError";

  constructor() {
    super("fetch failed", {
      cause: Object.assign(new Error("the connection was dropped"), { code: "ECONNRESET" }),
    });
  }
}
