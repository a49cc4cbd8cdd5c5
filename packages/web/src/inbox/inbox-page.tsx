import { Outlet, useMatchRoute } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { NewMessages } from "./list/new-messages.tsx";
import { ThreadList } from "./list/thread-list.tsx";

/** The list, and beside it the thread that is open; on a phone one or the other. */
export function InboxPage(): ReactNode {
  const matches = useMatchRoute();
  const inThread = matches({ to: "/threads/$numberId/$threadId" }) !== false;
  return (
    <div className="flex min-h-0 flex-1">
      <section
        aria-label="Inbox"
        className={`
          ${inThread ? "hidden md:flex" : "flex"} w-full min-w-0 flex-col border-line bg-panel
          md:w-88 md:shrink-0 md:border-r`}
      >
        <ThreadList />
      </section>
      <div className={`${inThread ? "flex" : "hidden md:flex"} min-w-0 flex-1`}>
        <Outlet />
      </div>
      <NewMessages />
    </div>
  );
}
