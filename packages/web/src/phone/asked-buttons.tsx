import { Copy, ExternalLink, List, type LucideIcon, Phone, Reply } from "lucide-react";
import { type ReactNode, useState } from "react";
import { pressedMessage } from "./customer-message.ts";
import type { PhoneMessage, ShownButton } from "./phone-shapes.ts";
import type { Asked, ChoiceList } from "./said.ts";
import { Sheet } from "./sheet.tsx";
import type { Sending } from "./use-sending.ts";

interface AskedProps {
  readonly asked: Asked;
  readonly message: PhoneMessage;
  readonly sending: Sending;
}

/** The buttons under a message of the business, or the one that opens its list. */
export function AskedButtons({ asked, message, sending }: AskedProps): ReactNode {
  const { buttons, list } = asked;
  if (list !== undefined) return <ListButton list={list} message={message} sending={sending} />;
  if (buttons.length === 0) return null;
  return (
    <ul aria-label="Buttons" className="mt-1 flex w-[84%] flex-col gap-1">
      {buttons.map((button) => (
        <li key={button.text}>
          <PressButton button={button} message={message} sending={sending} />
        </li>
      ))}
    </ul>
  );
}

const ICONS: ReadonlyMap<string, LucideIcon> = new Map([
  ["url", ExternalLink],
  ["copy_code", Copy],
  ["phone_number", Phone],
]);

interface PressProps extends Omit<AskedProps, "asked"> {
  readonly button: ShownButton;
}

/** A reply is sent, a code is copied, a link only says where it goes: the page leaves nowhere. */
function PressButton({ button, message, sending }: PressProps): ReactNode {
  const [said, say] = useState("");
  const answer = pressedMessage(message, button);
  const Icon = ICONS.get(button.type) ?? Reply;
  const press = async (): Promise<void> => {
    if (answer !== undefined) await sending.send(answer);
    else if (button.type === "copy_code") {
      await navigator.clipboard.writeText(button.payload ?? "");
      say("Copied");
    } else say(button.url ?? button.payload ?? "Nothing happens here.");
  };
  return (
    <>
      <button
        type="button"
        onClick={() => press().catch((error: Error) => say(error.message))}
        className="flex min-h-9 w-full items-center justify-center gap-1.5 rounded-xl border border-bubble-line bg-bubble-in px-3 py-1.5 font-medium text-utility shadow-card transition-colors hover:bg-hover"
      >
        <Icon aria-hidden className="size-4 shrink-0" />
        {button.text}
      </button>
      <p role="status" className="text-center text-ink-2 text-xs [overflow-wrap:anywhere]">
        {said}
      </p>
    </>
  );
}

interface ListProps extends Omit<AskedProps, "asked"> {
  readonly list: ChoiceList;
}

/** A list opens over the chat; what is chosen in it is sent. */
function ListButton({ list, message, sending }: ListProps): ReactNode {
  const [open, setOpen] = useState(false);
  const choose = (button: ShownButton, below: string | undefined): void => {
    const answer = pressedMessage(message, button, below);
    setOpen(false);
    if (answer !== undefined) void sending.send(answer);
  };
  return (
    <div className="mt-1 w-[84%]">
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="flex min-h-9 w-full items-center justify-center gap-1.5 rounded-xl border border-bubble-line bg-bubble-in px-3 py-1.5 font-medium text-utility shadow-card transition-colors hover:bg-hover"
      >
        <List aria-hidden className="size-4 shrink-0" />
        {list.button}
      </button>
      <Sheet title={list.button} open={open} close={() => setOpen(false)}>
        {list.sections.map((section) => (
          <section key={section.title ?? "rows"}>
            {section.title !== undefined && (
              <h3 className="px-3 pb-1 font-semibold text-ink-2 text-xs">{section.title}</h3>
            )}
            <ul>
              {section.rows.map(({ button, below }) => (
                <li key={button.payload}>
                  <button
                    type="button"
                    onClick={() => choose(button, below)}
                    className="w-full rounded-xl px-3 py-2.5 text-left hover:bg-hover"
                  >
                    <span className="block font-medium">{button.text}</span>
                    {below !== undefined && (
                      <span className="block text-ink-2 text-xs">{below}</span>
                    )}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </Sheet>
    </div>
  );
}
