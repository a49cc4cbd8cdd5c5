import { z } from "zod";
import type { ApiSurroundings } from "./api.ts";
import { decisionShape } from "./decision-shape.ts";
import { draftBody } from "./draft-body.ts";
import { reachedThread } from "./reach.ts";
import { NO_FIELDS, NumberId, oneOf, type Route, route } from "./route.ts";
import { DecisionShape, DraftShape } from "./shapes.ts";

const Question = z.strictObject({ number_id: NumberId, thread_id: z.guid(), draft: DraftShape });

export function decisionRoutes(api: ApiSurroundings): Route[] {
  return [
    route({
      method: "POST",
      path: "/decisions",
      summary:
        "Whether a draft may be sent now, what it would open and cost, and why; sends nothing",
      scope: "decisions:read",
      params: NO_FIELDS,
      query: NO_FIELDS,
      body: Question,
      answer: oneOf(DecisionShape),
      async run({ key, body: question }) {
        const { numberId, threadId } = await reachedThread(api, key, question);
        const body = await draftBody(api, { key, numberId, draft: question.draft });
        const decision = await api.sender.decide({ numberId, threadId, body });
        return { body: { data: decisionShape(decision) } };
      },
    }),
  ];
}
