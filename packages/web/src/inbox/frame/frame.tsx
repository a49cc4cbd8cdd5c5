import { Link, Outlet, useMatchRoute } from "@tanstack/react-router";
import {
  Files,
  Inbox,
  type LucideIcon,
  Monitor,
  Moon,
  ReceiptText,
  Settings,
  Sun,
} from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../../design/button.tsx";
import { Logo } from "../../design/logo.tsx";
import { useScheme } from "../../design/scheme.ts";
import { useStreamState } from "../live/inbox-live.tsx";
import { LineAway } from "./line-away.tsx";
import { SignedOut } from "./signed-out.tsx";

/**
 * What surrounds every page: the way from one to another, and whether the line to the hub stands.
 */
export function Frame(): ReactNode {
  const matches = useMatchRoute();
  const inThread = matches({ to: "/threads/$numberId/$threadId" }) !== false;
  const isSignedOut = useStreamState() === "signed_out";
  // A link for a newcomer is for who is not in, and for who is in as somebody else.
  if (matches({ to: "/welcome" }) !== false || matches({ to: "/enter" }) !== false) {
    return <Outlet />;
  }
  if (isSignedOut) return <SignedOut />;
  return (
    <div className="flex h-dvh flex-col-reverse md:flex-row">
      <nav
        aria-label="Pages"
        className={`
          ${inThread ? "hidden md:flex" : "flex"} shrink-0 items-center justify-around gap-1.5
          border-line border-t bg-panel pb-[env(safe-area-inset-bottom)] md:w-14 md:flex-col
          md:justify-start md:border-t-0 md:border-r md:py-3`}
      >
        <span className="mb-3 hidden md:block">
          <Logo />
        </span>
        <PageLink to="/" icon={Inbox} name="Inbox" active={inThread} />
        <PageLink to="/ledger" icon={ReceiptText} name="Ledger" />
        <PageLink to="/templates" icon={Files} name="Templates" />
        <span className="contents md:mt-auto md:block">
          <PageLink to="/settings" icon={Settings} name="Settings" />
        </span>
        <span className="hidden md:block">
          <SchemeButton />
        </span>
      </nav>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <LineAway />
        <Outlet />
      </div>
    </div>
  );
}

interface PageLinkProps {
  readonly to: "/" | "/ledger" | "/templates" | "/settings";
  readonly icon: LucideIcon;
  readonly name: string;
  readonly active?: boolean;
}

function PageLink({ to, icon: Icon, name, active = false }: PageLinkProps): ReactNode {
  return (
    <Link
      to={to}
      activeOptions={{ exact: to === "/", includeSearch: false }}
      title={name}
      className={`
        flex h-13 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 rounded-xl text-2xs
        text-ink-2 transition-colors hover:bg-hover hover:text-ink
        aria-[current=page]:font-semibold aria-[current=page]:text-ink md:size-10 md:flex-none
        md:aria-[current=page]:bg-selected ${active ? "text-ink md:bg-selected" : ""}`}
    >
      <Icon aria-hidden className="size-5" strokeWidth={1.75} />
      <span className="md:sr-only">{name}</span>
    </Link>
  );
}

const SCHEMES = {
  system: { icon: Monitor, label: "Colours: as the system" },
  light: { icon: Sun, label: "Colours: light" },
  dark: { icon: Moon, label: "Colours: dark" },
} as const;

function SchemeButton(): ReactNode {
  const { scheme, chooseNext } = useScheme();
  const { icon: Icon, label } = SCHEMES[scheme];
  return (
    <IconButton label={label} onClick={chooseNext}>
      <Icon aria-hidden className="size-4.5" strokeWidth={1.75} />
    </IconButton>
  );
}
