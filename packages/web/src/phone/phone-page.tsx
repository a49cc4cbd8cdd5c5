import { Clock, ExternalLink, ScrollText, UserRound } from "lucide-react";
import { type ReactNode, useState } from "react";
import { IconButton } from "../design/button.tsx";
import { Logo } from "../design/logo.tsx";
import { AwayContext } from "./away.ts";
import { ClockPanel } from "./clock-panel.tsx";
import { CustomerPanel } from "./customer-panel.tsx";
import { FaultPanel } from "./fault-panel.tsx";
import { PeoplePanel } from "./people-panel.tsx";
import { Phone } from "./phone.tsx";
import { useInboxAddress, usePhoneLive } from "./phone-live.ts";
import { Sheet } from "./sheet.tsx";
import { WebhookLog } from "./webhook-log.tsx";
import { useWho } from "./who.ts";

type Opened = "people" | "clock" | "webhooks" | undefined;

/** Be a customer: a phone, and beside it who you are, the clock, faults, and what was told. */
export function PhonePage(): ReactNode {
  const line = usePhoneLive();
  const { phone, become } = useWho();
  const [opened, open] = useState<Opened>();
  const [reads, setReads] = useState(true);
  const close = (): void => open(undefined);
  const isAway = line === "away";
  return (
    <AwayContext value={isAway}>
      <div className="flex h-dvh flex-col">
        <div role="status">
          {isAway && (
            <p className="bg-warn-soft px-4 py-1.5 text-center text-warn text-xs">
              The emulator does not answer. This page goes on by itself when it is back.
            </p>
          )}
        </div>
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] lg:grid-cols-[17rem_minmax(0,1fr)_19rem] xl:grid-cols-[20rem_minmax(0,1fr)_24rem]">
          <div className="relative hidden min-h-0 flex-col gap-5 overflow-y-auto p-4 lg:flex xl:p-6">
            <Heading />
            <div className="relative -mx-2 min-h-52 flex-1 overflow-y-auto px-2">
              <PeoplePanel phone={phone} become={become} />
            </div>
            <CustomerPanel phone={phone} reads={reads} setReads={setReads} />
          </div>
          <main className="flex min-h-0 items-center justify-center lg:py-6">
            <Phone key={phone} phone={phone} reads={reads} actions={<SheetButtons open={open} />} />
          </main>
          <div className="relative hidden min-h-0 flex-col gap-4 py-4 pr-4 lg:flex xl:py-6 xl:pr-6">
            <ClockPanel />
            <FaultPanel />
            <WebhookLog />
          </div>
        </div>
        <Sheet title="Clock" open={opened === "clock"} close={close}>
          <ClockPanel />
        </Sheet>
        <Sheet title="Webhooks" open={opened === "webhooks"} close={close}>
          <FaultPanel />
          <WebhookLog titled={false} />
        </Sheet>
        <Sheet title="Who you are" open={opened === "people"} close={close}>
          <CustomerPanel phone={phone} reads={reads} setReads={setReads} />
          <PeoplePanel
            phone={phone}
            become={(chosen) => {
              become(chosen);
              close();
            }}
          />
        </Sheet>
      </div>
    </AwayContext>
  );
}

/** On a narrow screen, what stands beside the phone is behind these. */
function SheetButtons({ open }: { open: (sheet: Opened) => void }): ReactNode {
  return SHEETS.map(({ sheet, label, icon: Icon }) => (
    <IconButton key={sheet} label={label} onClick={() => open(sheet)} className="lg:hidden">
      <Icon aria-hidden className="size-5" strokeWidth={1.75} />
    </IconButton>
  ));
}

const SHEETS = [
  { sheet: "people", label: "Be another customer", icon: UserRound },
  { sheet: "webhooks", label: "Webhooks", icon: ScrollText },
  { sheet: "clock", label: "Clock", icon: Clock },
] as const;

function Heading(): ReactNode {
  const inbox = useInboxAddress();
  return (
    <header className="flex flex-col gap-3">
      <Logo size={36} />
      <div>
        <h1 className="font-semibold text-lg tracking-tight">Be a customer</h1>
        <p className="text-pretty text-ink-2">
          Write to the business as anybody, press its buttons, and turn the clock to see what a day
          changes.
        </p>
        {inbox !== undefined && (
          <a
            className="mt-1 inline-flex items-center gap-1 text-utility underline underline-offset-3"
            href={inbox}
            target="_blank"
            rel="noreferrer"
          >
            Answer in the inbox <ExternalLink aria-hidden className="size-3.5" />
          </a>
        )}
      </div>
    </header>
  );
}
