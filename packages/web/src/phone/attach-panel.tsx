import {
  CircleUserRound,
  FileText,
  Film,
  Image,
  type LucideIcon,
  MapPin,
  Megaphone,
  Mic,
  ShoppingBag,
  Sticker,
} from "lucide-react";
import { type ReactNode, useState } from "react";
import { ArrivalChoice } from "./arrival-choice.tsx";
import { FileForm } from "./file-form.tsx";
import { OrderForm, PersonForm, PlaceForm } from "./piece-forms.tsx";
import type { Sending } from "./use-sending.ts";

type Kind =
  | "image"
  | "video"
  | "document"
  | "audio"
  | "sticker"
  | "location"
  | "person"
  | "order"
  | "arrival";

const KINDS: readonly { readonly kind: Kind; readonly name: string; readonly icon: LucideIcon }[] =
  [
    { kind: "image", name: "Photo", icon: Image },
    { kind: "video", name: "Video", icon: Film },
    { kind: "document", name: "Document", icon: FileText },
    { kind: "audio", name: "Voice", icon: Mic },
    { kind: "sticker", name: "Sticker", icon: Sticker },
    { kind: "location", name: "Location", icon: MapPin },
    { kind: "person", name: "Contact card", icon: CircleUserRound },
    { kind: "order", name: "Order", icon: ShoppingBag },
    { kind: "arrival", name: "Ad or link", icon: Megaphone },
  ];

interface AttachPanelProps {
  readonly sending: Sending;
  readonly close: () => void;
}

/** All that a customer can send besides text. */
export function AttachPanel({ sending, close }: AttachPanelProps): ReactNode {
  const [kind, choose] = useState<Kind>();
  return (
    <section
      aria-label="Attach"
      onKeyDown={(event) => event.key === "Escape" && close()}
      className="arrives rounded-xl bg-ground p-2"
    >
      {kind === undefined ? (
        <ul className="grid grid-cols-3 gap-1">
          {KINDS.map(({ kind: one, name, icon: Icon }) => (
            <li key={one}>
              <button
                type="button"
                onClick={() => choose(one)}
                className="flex w-full flex-col items-center gap-1 rounded-lg py-2 text-ink-2 text-xs transition-colors hover:bg-hover hover:text-ink"
              >
                <span className="grid size-10 place-items-center rounded-full bg-panel shadow-card">
                  <Icon aria-hidden className="size-5 text-accent" strokeWidth={1.75} />
                </span>
                {name}
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <Form kind={kind} sending={sending} close={close} />
      )}
    </section>
  );
}

interface FormProps extends AttachPanelProps {
  readonly kind: Kind;
}

function Form({ kind, sending, close }: FormProps): ReactNode {
  const send = async (message: object): Promise<void> => {
    if (await sending.send(message)) close();
  };
  const { beside } = sending;
  switch (kind) {
    case "location":
      return <PlaceForm {...{ send, beside, close }} />;
    case "person":
      return <PersonForm {...{ send, beside, close }} />;
    case "order":
      return <OrderForm {...{ send, beside, close }} />;
    case "arrival":
      return <ArrivalChoice sending={sending} close={close} />;
    default:
      return <FileForm kind={kind} {...{ send, beside, close }} />;
  }
}
