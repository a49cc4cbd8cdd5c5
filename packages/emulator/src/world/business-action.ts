/** What happens later to what a business has: names, calls, groups. Data, as all actions. */
export type BusinessAction =
  | { readonly kind: "name_review"; readonly numberId: string }
  | { readonly kind: "call_answered"; readonly callId: string }
  | { readonly kind: "call_unanswered"; readonly callId: string }
  | { readonly kind: "group_change"; readonly change: GroupChange }
  | {
      readonly kind: "group_status";
      readonly wamid: string;
      readonly status: "sent" | "delivered" | "read" | "failed";
      /** The participant; `null`: the group as a whole. */
      readonly phone: string | null;
    }
  | { readonly kind: "voice_played"; readonly wamid: string };

/** What Meta did with a request about a group: a webhook says so, a moment after the answer. */
export interface GroupChange {
  readonly numberId: string;
  readonly field: "group_lifecycle_update" | "group_participants_update" | "group_settings_update";
  readonly group: Readonly<Record<string, unknown>>;
}
