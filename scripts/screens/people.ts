import type { Page } from "playwright-core";

const OWNER = { name: "Aurora Bell", email: "aurora@bakery.example" };
const AGENT = { name: "Sam Okafor", email: "sam@bakery.example" };
const PASSWORD = "a rolling pin and a whisk";

interface Pages {
  readonly inside: Page;
  readonly outside: Page;
}

/**
 * Makes the page that is inside, by the demo's link, one of an owner who has a colleague, as in a
 * shop. Answers with the path of a link that is left over for the page outside.
 */
export async function letPeopleIn({ inside, outside }: Pages, link: string): Promise<string> {
  const origin = new URL(link).origin;
  await inside.goto(link);
  await comeIn(inside, new URL(await invite(inside, origin, "owner"), origin), OWNER);
  await comeIn(outside, new URL(await invite(inside, origin, "agent"), origin), AGENT);
  await outside.context().clearCookies();
  return await invite(inside, origin, "agent");
}

async function invite(page: Page, origin: string, role: string): Promise<string> {
  const answer = await page.request.post(`${origin}/api/v1/invitations`, {
    data: { role },
    headers: { origin },
  });
  const { data }: { data: { path: string } } = JSON.parse(await answer.text());
  return data.path;
}

async function comeIn(page: Page, link: URL, one: typeof OWNER): Promise<void> {
  await page.goto(link.href);
  await page.getByLabel("Your name").fill(one.name);
  await page.getByLabel("E-mail").fill(one.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Go in" }).click();
  await page.getByRole("navigation", { name: "Pages" }).waitFor();
}
