import type { Page } from "playwright-core";

/** A page, or a state of one, and how a browser gets there. */
export interface Scene {
  /** What its pictures are called: `inbox` makes `inbox-light.png`, `inbox-390-dark.png`. */
  readonly name: string;
  readonly page: "inbox" | "phone";
  readonly path: string;
  /**
   * What shows that it is whole, and what is done to get there. It is called at every width, as a
   * narrow page keeps behind a button what a wide one shows at once.
   */
  readonly arrive: (page: Page, width: number) => Promise<void>;
  /** A state of a page whose other pictures show the rest: light and wide, dark and narrow. */
  readonly isState?: boolean;
  /** Shown nowhere but on a phone: wide, it stands beside what another scene shows. */
  readonly isNarrow?: boolean;
  /** Between a phone and a wide screen it looks as it does on either, so one scheme will do. */
  readonly isPlain?: boolean;
}

const PRIYA = "919876500456";
const GRACE = "447700900886";

/** The inbox, the ledger, the templates and the settings, as the owner of the shop sees them. */
export const INBOX_SCENES: readonly Scene[] = [
  scene("inbox", "/", async (page) => {
    await open(page, "Rosa Silva");
    await page.getByText("The panettone keeps").last().waitFor();
    await page.getByText("conversation opened").last().waitFor();
  }),
  state("inbox-kinds", "/", async (page) => {
    await open(page, "Priya Nair");
    await page.getByText("Ten minutes on foot").last().waitFor();
    await page.getByRole("img", { name: /for sixty/ }).waitFor();
  }),
  narrow("inbox-list", "/", async (page) => {
    await page.getByRole("link", { name: /Amara Osei/ }).waitFor();
  }),
  narrow("inbox-details", "/", async (page, width) => {
    await open(page, "Arjun Mehta");
    await page.getByText("mostly butter").last().waitFor();
    if (width < 1280) await page.getByRole("button", { name: "Details" }).click();
    await page.getByRole("complementary", { name: "Details" }).waitFor();
  }),
  state("inbox-search", "/", async (page) => {
    await page.getByRole("searchbox").fill("almond");
    await page
      .getByRole("link", { name: /almond/ })
      .first()
      .waitFor();
  }),
  state("inbox-closed", "/", async (page) => {
    await open(page, "Mei Tanaka");
    await page.getByText(/The window closed/).waitFor();
  }),
  state("inbox-template", "/", async (page) => {
    await open(page, "Mei Tanaka");
    await page.getByRole("button", { name: /order_update/ }).click();
    await page.getByLabel("Text 1").fill("A-2109");
    await page.getByLabel("Text 2").fill("ready to collect");
  }),
  scene("ledger", "/ledger", async (page) => {
    await page.getByRole("region", { name: "Lines" }).waitFor();
    await page.getByRole("region", { name: "Spend by day" }).waitFor();
  }),
  scene("ledger-message", "/ledger", async (page) => {
    const line = page.getByRole("row").filter({ hasText: "winter_box" });
    await line
      .getByRole("link", { name: /What the message rests on/ })
      .first()
      .click();
    await page.getByRole("region", { name: "Facts" }).waitFor();
  }),
  scene("templates", "/templates", async (page, width) => {
    if (width < 1024) {
      await page.getByRole("link", { name: /order_update/ }).waitFor();
      return;
    }
    await page.getByRole("link", { name: /order_update/ }).click();
    await page.getByText("Standing").first().waitFor();
  }),
  state("templates-one", "/templates", async (page) => {
    await page.getByRole("link", { name: /payment_reminder/ }).click();
    await page.getByText("Standing").first().waitFor();
  }),
  plain("settings-number", "/settings/numbers", async (page) => {
    await page.getByRole("list", { name: "Numbers" }).getByRole("link").first().click();
    await page.getByText("1,000 messages a second").waitFor();
  }),
  plain("settings-connect", "/settings/numbers/connect", async (page) => {
    await page.getByText("What is checked").waitFor();
  }),
  plain("settings-keys", "/settings/keys", async (page) => {
    await page.getByText("Last used").first().waitFor();
  }),
  plain("settings-endpoints", "/settings/endpoints", async (page) => {
    await page.getByRole("button", { name: "Add an endpoint" }).click();
    await page.getByRole("dialog").waitFor();
  }),
  plain("settings-people", "/settings/people", async (page) => {
    await page.getByRole("list", { name: "People" }).waitFor();
  }),
  plain("settings-you", "/settings/you", async (page) => {
    await page.getByText("Colours").first().waitFor();
  }),
];

/** What somebody sees who is not let in yet. `welcome` is the path of a one-time link. */
export function doorScenes(welcome: string): readonly Scene[] {
  return [
    plain("sign-in", "/", async (page) => {
      await page.getByRole("heading", { name: "Sign in" }).waitFor();
    }),
    plain("welcome", welcome, async (page) => {
      await page.getByLabel("Your name").waitFor();
    }),
  ];
}

/** The emulator's page: a customer's phone, the clock and the webhooks. */
export const PHONE_SCENES: readonly Scene[] = [
  phone("phone", PRIYA, async (page) => {
    await page.getByText("Ten minutes on foot").last().waitFor();
  }),
  {
    ...phone("phone-clock", GRACE, async (page, width) => {
      if (width < 1024) await page.getByRole("button", { name: "Clock" }).click();
      await page.getByRole("list", { name: "Next events" }).waitFor();
    }),
    isNarrow: true,
  },
  {
    ...phone("phone-webhooks", GRACE, async (page, width) => {
      if (width < 1024) await page.getByRole("button", { name: "Webhooks" }).click();
      const log = page.getByRole("region", { name: "Webhooks" });
      await log.getByText("location from the customer").first().click();
      await page.getByRole("region", { name: "The bytes of the post" }).waitFor();
    }),
    isState: true,
  },
];

function scene(name: string, path: string, arrive: Scene["arrive"]): Scene {
  return { name, page: "inbox", path, arrive };
}

function state(name: string, path: string, arrive: Scene["arrive"]): Scene {
  return { ...scene(name, path, arrive), isState: true };
}

function narrow(name: string, path: string, arrive: Scene["arrive"]): Scene {
  return { ...scene(name, path, arrive), isNarrow: true };
}

/** A page of fields and cards. */
function plain(name: string, path: string, arrive: Scene["arrive"]): Scene {
  return { ...scene(name, path, arrive), isPlain: true };
}

function phone(name: string, customer: string, arrive: Scene["arrive"]): Scene {
  return { name, page: "phone", path: `?customer=${customer}`, arrive };
}

async function open(page: Page, name: string): Promise<void> {
  await page
    .getByRole("link", { name: new RegExp(name) })
    .first()
    .click();
}
