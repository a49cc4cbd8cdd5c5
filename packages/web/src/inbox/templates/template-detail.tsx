import type { TemplateShape } from "@casement/hub/api";
import { ArrowLeft } from "lucide-react";
import { type ReactNode, useId } from "react";
import { IconButton } from "../../design/button.tsx";
import { CategoryChip } from "../../design/category-chip.tsx";
import { Sign } from "../../design/sign.tsx";
import { TemplatePhone } from "./template-phone.tsx";
import {
  adviceOn,
  languageName,
  qualityWords,
  reasonWords,
  statusWords,
} from "./template-words.ts";

interface TemplateDetailProps {
  readonly template: TemplateShape;
  readonly business: string;
  readonly close: () => void;
}

/** One template: as the customer sees it, how it stands, and what its words call for. */
export function TemplateDetail({ template, business, close }: TemplateDetailProps): ReactNode {
  return (
    <section
      aria-label={template.name}
      className="flex min-w-0 flex-col gap-5 rounded-2xl border border-line bg-panel p-4 shadow-card md:p-5 lg:sticky lg:top-0"
    >
      <header className="flex items-start gap-2">
        <IconButton label="Back to the list" onClick={close} className="-mt-1.5 -ml-2 lg:hidden">
          <ArrowLeft aria-hidden className="size-5" />
        </IconButton>
        <div className="min-w-0">
          <h2 className="break-words font-semibold text-base">{template.name}</h2>
          <p className="text-ink-2 text-xs">{languageName(template.language)}</p>
        </div>
      </header>
      <TemplatePhone template={template} business={business} />
      {template.examples.some((example) => example !== "") && (
        <p className="-mt-2 text-balance text-center text-ink-2 text-xs">
          Underlined: filled in with each send, here with its examples.
        </p>
      )}
      <Standing template={template} />
      <CategoryAdvice template={template} />
    </section>
  );
}

function Standing({ template }: { template: TemplateShape }): ReactNode {
  const status = statusWords(template.status);
  const quality = qualityWords(template.quality);
  return (
    <Part title="Standing">
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        <Sign kind={status.kind}>{status.name}</Sign>
        <Sign kind={quality.kind}>{quality.name}</Sign>
      </div>
      <p className="text-ink-2">{status.meaning}</p>
      {template.rejected_reason !== null && (
        <p className="rounded-lg bg-bad-soft px-3 py-2 text-bad">
          Meta’s reason: {reasonWords(template.rejected_reason)}
        </p>
      )}
    </Part>
  );
}

function CategoryAdvice({ template }: { template: TemplateShape }): ReactNode {
  const advice = adviceOn(template);
  return (
    <Part title="Category">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <CategoryChip category={template.category} />
        <Sign kind={advice.agrees ? "good" : "warn"}>
          {advice.agrees ? "Fits its words" : "Does not fit its words"}
        </Sign>
      </div>
      <p className="text-ink-2">{advice.sentence}</p>
      <p className="text-ink-2 text-xs">
        {advice.because.length === 0
          ? "Nothing in it says that it is about something of the customer’s own"
          : "Because of "}
        {advice.because.map((words, index) => (
          <span key={words}>
            {index > 0 && ", "}
            <span className="font-medium text-ink">“{words}”</span>
          </span>
        ))}
        . This reads words of English; Meta decides.
      </p>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2 border-line border-t pt-4">
      <h3 id={id} className="font-semibold">
        {title}
      </h3>
      {children}
    </section>
  );
}
