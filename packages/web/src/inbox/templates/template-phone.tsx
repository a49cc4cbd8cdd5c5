import type { TemplateShape } from "@casement/hub/api";
import {
  Copy,
  ExternalLink,
  FileText,
  Image,
  type LucideIcon,
  MapPin,
  Phone,
  Reply,
  SquareMenu,
  Video,
} from "lucide-react";
import type { ReactNode } from "react";
import { Filled } from "./filled.tsx";

interface TemplatePhoneProps {
  readonly template: TemplateShape;
  /** Whose phone number it comes from, as the customer sees it. */
  readonly business: string;
}

/** A template on the customer's phone, filled in with what it was submitted with. */
export function TemplatePhone({ template, business }: TemplatePhoneProps): ReactNode {
  return (
    <figure
      aria-label={`${template.name} on a phone`}
      className="mx-auto w-full max-w-80 overflow-hidden rounded-[2rem] border-4 border-frame bg-ground shadow-card"
    >
      <figcaption className="flex items-center gap-2.5 border-line border-b bg-panel px-4 pt-4 pb-3">
        <span
          aria-hidden
          className="grid size-8 shrink-0 place-items-center rounded-full bg-selected font-semibold text-2xs text-ink-2"
        >
          {business.slice(0, 1).toUpperCase()}
        </span>
        <span className="truncate font-semibold">{business}</span>
      </figcaption>
      <div className="flex min-h-52 flex-col justify-end p-3">
        <Bubble template={template} />
      </div>
    </figure>
  );
}

function Bubble({ template }: { template: TemplateShape }): ReactNode {
  const { header, body, footer, buttons, parameters } = template;
  const medium = parameters.find(
    ({ component, format }) => component === "header" && format !== "text",
  );
  return (
    <div className="mr-6 w-fit min-w-44 overflow-hidden rounded-2xl rounded-bl-md border border-bubble-line bg-bubble-in shadow-card">
      <div className="px-3 py-2">
        {medium !== undefined && <HeaderFile format={medium.format} />}
        {header !== null && (
          <p className="mb-0.5 break-words font-semibold">
            <Filled text={header} component="header" template={template} />
          </p>
        )}
        <p dir="auto" className="whitespace-pre-wrap break-words">
          {body === "" ? (
            <span className="text-ink-2">Meta writes the text of this one.</span>
          ) : (
            <Filled text={body} component="body" template={template} />
          )}
        </p>
        {footer !== null && <p className="mt-1 text-ink-3 text-xs">{footer}</p>}
      </div>
      {buttons.length > 0 && (
        <ul aria-label="Buttons">
          {buttons.map((button, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: buttons of a template do not move.
            <li key={index} className="border-bubble-line border-t">
              <ButtonLine words={button} kind={template.button_kinds[index] ?? ""} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const FILES: { readonly [format: string]: { readonly icon: LucideIcon; readonly name: string } } = {
  image: { icon: Image, name: "A picture, given with each send" },
  video: { icon: Video, name: "A film, given with each send" },
  document: { icon: FileText, name: "A file, given with each send" },
};

function HeaderFile({ format }: { format: string }): ReactNode {
  const { icon: Icon, name } = FILES[format] ?? { icon: Image, name: format };
  return (
    <div className="-mx-1.5 mb-2 flex h-28 flex-col items-center justify-center gap-1.5 rounded-xl bg-selected text-ink-2">
      <Icon aria-hidden className="size-6" strokeWidth={1.5} />
      <span className="text-2xs">{name}</span>
    </div>
  );
}

const BUTTONS: { readonly [kind: string]: LucideIcon } = {
  quick_reply: Reply,
  url: ExternalLink,
  phone_number: Phone,
  voice_call: Phone,
  copy_code: Copy,
  otp: Copy,
  flow: SquareMenu,
  location: MapPin,
};

function ButtonLine({ words, kind }: { words: string; kind: string }): ReactNode {
  const Icon = BUTTONS[kind] ?? Reply;
  return (
    <span className="flex items-center justify-center gap-2 px-3 py-2 font-medium text-utility">
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span className="truncate">{words}</span>
    </span>
  );
}
