import { demoFolder } from "../casement-process.ts";

/** A `casement demo` in a process and a folder of its own, as a person starts it. */
export interface DemoProcess extends AsyncDisposable {
  /** The printed link that lets a browser into the inbox. */
  readonly inbox: string;
  readonly phone: string;
}

/** Starts a demo and waits until it has said where it is. */
export async function startDemo(): Promise<DemoProcess> {
  const place = await demoFolder();
  const demo = place.begin();
  await demo.says(/Ctrl-C stops everything/);
  const [inbox] = await demo.says(/http:\S+\/enter\?key=\S+/);
  const [phone] = await demo.says(/http:\S+\/phone\//);
  return {
    inbox,
    phone,
    async [Symbol.asyncDispose]() {
      demo.press();
      await demo.end();
      await place[Symbol.asyncDispose]();
    },
  };
}
