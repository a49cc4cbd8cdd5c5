/** What happens later by Meta's rules, or by a fault: reviews, pauses, limits that rise. */
export type EnforcementAction =
  | { readonly kind: "template_review"; readonly templateId: string }
  | { readonly kind: "template_unpause"; readonly templateId: string }
  | { readonly kind: "template_release"; readonly templateId: string }
  | {
      readonly kind: "template_category";
      readonly templateId: string;
      readonly category: "MARKETING" | "AUTHENTICATION";
    }
  | { readonly kind: "template_gone"; readonly templateId: string }
  | { readonly kind: "limit_raise"; readonly numberId: string }
  | { readonly kind: "quality_review"; readonly numberId: string }
  | { readonly kind: "fault_flush"; readonly url: string };
