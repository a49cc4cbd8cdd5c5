import type { Page, Route } from "playwright-core";

const isToSay = (url: URL): boolean => /\/customers\/\d+\/messages$/.test(url.pathname);

/** Keeps what the emulator answers to the customer's next message until it is let go. */
export async function holdNextAnswer(phone: Page): Promise<() => Promise<void>> {
  const { promise: mayGo, resolve } = Promise.withResolvers<void>();
  const hold = async (route: Route): Promise<void> => {
    if (route.request().method() !== "POST") return await route.fallback();
    const response = await route.fetch();
    await mayGo;
    await route.fulfill({ response });
  };
  await phone.route(isToSay, hold);
  const answered = phone.waitForResponse(
    (answer) => answer.request().method() === "POST" && isToSay(new URL(answer.url())),
  );
  return async () => {
    resolve();
    await (await answered).finished();
    await phone.unroute(isToSay, hold);
  };
}

/** Holds what answers a request until it is let go: the hub has answered, and nobody hears it. */
export async function holdAnswer(page: Page, isIt: (url: URL) => boolean, method: string) {
  const { promise: isAnswered, resolve: answered } = Promise.withResolvers<void>();
  const { promise: mayGo, resolve: letGo } = Promise.withResolvers<void>();
  const hold = async (route: Route): Promise<void> => {
    if (route.request().method() !== method) return await route.fallback();
    const response = await route.fetch();
    answered();
    await mayGo;
    await route.fulfill({ response });
  };
  await page.route(isIt, hold);
  return { isAnswered, letGo, leave: () => page.unroute(isIt, hold) };
}
