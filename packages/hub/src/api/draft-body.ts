import type { ApiKey } from "../access/api-key.ts";
import { graphBodyFromDraft } from "../sending/graph-translation.ts";
import type { ApiSurroundings } from "./api.ts";
import { ApiProblem } from "./problems.ts";
import { accountFor } from "./reach.ts";
import type { DraftShape } from "./shapes.ts";
import { selectTemplate } from "./template-page-store.ts";
import { templateShape } from "./template-shape.ts";

/**
 * The Cloud API's body for a draft of the composer.
 *
 * A template is looked up first: which value goes where follows from its components, and a value
 * too few is told here in the composer's words, before Meta tells it in its own.
 */
export async function draftBody(
  api: ApiSurroundings,
  { key, numberId, draft }: { key: ApiKey; numberId: bigint; draft: DraftShape },
): Promise<Record<string, unknown>> {
  if (draft.kind !== "template") return graphBodyFromDraft(draft, undefined);
  const accountId = accountFor(api.gate.directory, key, numberId)?.accountId;
  const { name, language, values } = draft;
  const row =
    accountId === undefined
      ? undefined
      : await selectTemplate(api.db, { accountId, name, language });
  if (row === undefined) {
    const what = "There is no template of this name and language.";
    throw new ApiProblem("template_not_found", what, { where: "body.name" });
  }
  const template = templateShape(row);
  const needed = template.parameters.length;
  if (values.length !== needed) {
    const what = `The template takes ${needed} values, not ${values.length}.`;
    throw new ApiProblem("invalid", what, { where: "body.values" });
  }
  return graphBodyFromDraft(draft, template);
}
