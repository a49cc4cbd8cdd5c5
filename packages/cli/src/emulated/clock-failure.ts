/** The clocks do not go together. The message is a sentence for whoever started the hub. */
export class ClockFailure extends Error {
  override readonly name = "ClockFailure";
}
