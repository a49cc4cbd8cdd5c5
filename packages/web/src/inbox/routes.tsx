import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from "@tanstack/react-router";
import { FileQuestionMark } from "lucide-react";
import { Notice } from "../design/notice.tsx";
import { Frame } from "./frame/frame.tsx";
import { InboxPage } from "./inbox-page.tsx";
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

const inbox = createRoute({ getParentRoute: () => root, id: "inbox", component: InboxPage });

const noThread = createRoute({ getParentRoute: () => inbox, path: "/", component: NoThread });

const thread = createRoute({
  getParentRoute: () => inbox,
  path: "/threads/$numberId/$threadId",
  component: ThreadPage,
});

const ledger = createRoute({
  getParentRoute: () => root,
  path: "/ledger",
  validateSearch: (search: Record<string, unknown>): { month?: string } => {
    const month = search["month"];
    return typeof month === "string" && /^\d{4}-\d\d$/.test(month) ? { month } : {};
  },
  component: lazyRouteComponent(() => import("./ledger/ledger-page.tsx"), "LedgerPage"),
});

/** The pages and their addresses. The hub answers each of them with the same file. */
export function makeRouter() {
  return createRouter({
    routeTree: root.addChildren([inbox.addChildren([noThread, thread]), ledger]),
    defaultPreload: "intent",
    defaultPendingComponent: () => <Outlet />,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
