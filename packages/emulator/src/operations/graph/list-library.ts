import type { Answer, Call } from "../../server/call.ts";
import { page } from "../../server/paging.ts";
import { wordIn } from "../../server/parameter-fault.ts";
import { LIBRARY, type LibraryTemplate } from "../../templates/library.ts";

/** `GET /message_template_library`: ready-made templates, filtered and a page at a time. */
export function listLibrary(call: Call): Answer {
  const asked = (name: string): string => (wordIn(call.parameters[name]) ?? "").toUpperCase();
  const found = LIBRARY.filter(
    (one) =>
      isAsked(asked("topic"), [one.topic]) &&
      isAsked(asked("usecase"), [one.usecase]) &&
      isAsked(asked("industry"), one.industry) &&
      isAsked(asked("language"), [one.language.toUpperCase()]) &&
      isAsked(asked("name"), [one.name.toUpperCase()]) &&
      holds(one, asked("search") || asked("name_or_content")),
  );
  return {
    status: 200,
    body: page(
      call,
      found.map((one) => ({ ...one })),
    ),
  };
}

function isAsked(asked: string, words: readonly string[]): boolean {
  return asked === "" || words.includes(asked);
}

function holds({ name, header, body, topic, usecase }: LibraryTemplate, asked: string): boolean {
  const text = [name, header ?? "", body, topic, usecase].join("\n").toUpperCase();
  return text.includes(asked.replace(/^"|"$/g, ""));
}
