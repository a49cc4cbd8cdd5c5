import { Link, Outlet } from "@tanstack/react-router";
import {
  BookOpen,
  CircleUser,
  KeyRound,
  type LucideIcon,
  Phone,
  Users,
  Webhook,
} from "lucide-react";
import type { ReactNode } from "react";
import { mayDo, useSession } from "../frame/session.ts";

/** What surrounds the settings: the way from one part to another. */
export function SettingsPage(): ReactNode {
  const session = useSession();
  return (
    <main className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid max-w-6xl gap-x-10 gap-y-5 px-4 pt-5 pb-10 md:px-8 md:pt-8 lg:grid-cols-[11rem_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <h1 className="font-semibold text-xl tracking-tight">Settings</h1>
          <nav
            aria-label="Settings"
            className="-mx-1 flex flex-wrap gap-0.5 p-1 sm:gap-1 lg:flex-col"
          >
            <Part to="/settings/numbers" icon={Phone} name="Numbers" />
            {mayDo(session, "keys:read") && (
              <Part to="/settings/keys" icon={KeyRound} name="API keys" />
            )}
            {mayDo(session, "endpoints:read") && (
              <Part to="/settings/endpoints" icon={Webhook} name="Endpoints" />
            )}
            {mayDo(session, "people:read") && (
              <Part to="/settings/people" icon={Users} name="People" />
            )}
            <Part to="/settings/you" icon={CircleUser} name="You" />
            <a
              href="/api/docs"
              target="_blank"
              rel="noreferrer"
              className={`${PART} max-sm:hidden`}
            >
              <BookOpen aria-hidden className="hidden size-4 lg:block" strokeWidth={1.75} />
              API reference
            </a>
          </nav>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Outlet />
        </div>
      </div>
    </main>
  );
}

const PART =
  "flex h-9 shrink-0 items-center gap-2.5 rounded-lg px-2 text-ink-2 transition-colors " +
  "hover:bg-hover hover:text-ink aria-[current=page]:bg-selected " +
  "aria-[current=page]:font-semibold aria-[current=page]:text-ink sm:px-3";

interface PartProps {
  readonly to:
    | "/settings/numbers"
    | "/settings/keys"
    | "/settings/endpoints"
    | "/settings/people"
    | "/settings/you";
  readonly icon: LucideIcon;
  readonly name: string;
}

function Part({ to, icon: Icon, name }: PartProps): ReactNode {
  return (
    <Link to={to} className={PART}>
      <Icon aria-hidden className="hidden size-4 lg:block" strokeWidth={1.75} />
      {name}
    </Link>
  );
}
