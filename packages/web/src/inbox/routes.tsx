import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { FileQuestionMark } from "lucide-react";
import { Notice } from "../design/notice.tsx";
import { Frame } from "./frame/frame.tsx";
import { InboxPage } from "./inbox-page.tsx";
import { ledgerSearchFrom } from "./ledger/ledger-search.ts";
import { inboxSearchFrom } from "./list/inbox-search.ts";
import { templatesSearchFrom } from "./templates/templates-search.ts";
import { NoThread } from "./thread/no-thread.tsx";
import { ThreadPage } from "./thread/thread-page.tsx";

const root = createRootRoute({
  component: Frame,
  notFoundComponent: () => (
    <Notice icon={FileQuestionMark} title="There is nothing at this address">
      <a className="text-utility underline" href="/">
        Go to the inbox
      </a>
    </Notice>
  ),
});

const inbox = createRoute({
  getParentRoute: () => root,
  id: "inbox",
  validateSearch: inboxSearchFrom,
  component: InboxPage,
});

const noThread = createRoute({ getParentRoute: () => inbox, path: "/", component: NoThread });

const thread = createRoute({
  getParentRoute: () => inbox,
  path: "/threads/$numberId/$threadId",
  component: ThreadPage,
});

const ledger = createRoute({
  getParentRoute: () => root,
  path: "/ledger",
  validateSearch: ledgerSearchFrom,
  component: lazyRouteComponent(() => import("./ledger/ledger-page.tsx"), "LedgerPage"),
});

const ledgerMessage = createRoute({
  getParentRoute: () => root,
  path: "/ledger/$numberId/$wamid",
  validateSearch: ({ recipient }: Record<string, unknown>): { recipient?: string } =>
    typeof recipient === "string" ? { recipient } : {},
  component: lazyRouteComponent(
    () => import("./ledger/ledger-message-page.tsx"),
    "LedgerMessagePage",
  ),
});

const templates = createRoute({
  getParentRoute: () => root,
  path: "/templates",
  validateSearch: templatesSearchFrom,
  component: lazyRouteComponent(() => import("./templates/templates-page.tsx"), "TemplatesPage"),
});

const welcome = createRoute({
  getParentRoute: () => root,
  path: "/welcome",
  validateSearch: ({ code }: Record<string, unknown>): { code?: string } =>
    code === undefined ? {} : { code: String(code) },
  component: lazyRouteComponent(() => import("./login/welcome-page.tsx"), "WelcomePage"),
});

const wrongLink = createRoute({
  getParentRoute: () => root,
  path: "/enter",
  component: lazyRouteComponent(() => import("./login/wrong-link-page.tsx"), "WrongLinkPage"),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  component: lazyRouteComponent(() => import("./settings/settings-page.tsx"), "SettingsPage"),
});

const settingsPages = [
  createRoute({
    getParentRoute: () => settings,
    path: "/",
    beforeLoad: () => {
      throw redirect({ to: "/settings/numbers" });
    },
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/numbers",
    component: lazyRouteComponent(() => import("./settings/numbers-page.tsx"), "NumbersPage"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/numbers/connect",
    component: lazyRouteComponent(() => import("./settings/connect-page.tsx"), "ConnectPage"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/numbers/$numberId",
    component: lazyRouteComponent(() => import("./settings/number-page.tsx"), "NumberPage"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/keys",
    component: lazyRouteComponent(() => import("./settings/keys-page.tsx"), "KeysPage"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/endpoints",
    component: lazyRouteComponent(() => import("./settings/endpoints-page.tsx"), "EndpointsPage"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/people",
    component: lazyRouteComponent(() => import("./settings/people-page.tsx"), "PeoplePage"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/you",
    component: lazyRouteComponent(() => import("./settings/you-page.tsx"), "YouPage"),
  }),
] as const;

/** The pages and their addresses. The hub answers each of them with the same file. */
export function makeRouter() {
  return createRouter({
    routeTree: root.addChildren([
      inbox.addChildren([noThread, thread]),
      ledger,
      ledgerMessage,
      templates,
      welcome,
      wrongLink,
      settings.addChildren(settingsPages),
    ]),
    defaultPreload: "intent",
    defaultPendingComponent: () => <Outlet />,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
