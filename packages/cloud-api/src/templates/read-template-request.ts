import { z } from "zod";
import { type GraphError, graphError } from "../graph-error.ts";
import { BooleanParam, NumberParam } from "../sending/params.ts";
import { requestBody } from "../sending/request-body.ts";
import { requestError } from "../sending/request-error.ts";
import { authenticationFault } from "./authentication-fault.ts";
import { CreatedPart } from "./created-part.ts";
import { partsFault } from "./parts-fault.ts";
import { NAME_FORMAT, SAMPLE_NAME, templateError, undocumented } from "./template-error.ts";
import { TEMPLATE_LANGUAGES } from "./template-languages.ts";
import type { ParameterFormat } from "./text-fault.ts";

const Category = z
  .string()
  .toUpperCase()
  .pipe(z.enum(["UTILITY", "MARKETING", "AUTHENTICATION"]));
const Format = z
  .string()
  .toUpperCase()
  .pipe(z.enum(["POSITIONAL", "NAMED"]));
const Language = z.string().refine((code) => TEMPLATE_LANGUAGES.has(code));

const Shared = {
  parameter_format: Format.optional(),
  message_send_ttl_seconds: NumberParam.optional(),
  cta_url_link_tracking_opted_out: BooleanParam.optional(),
};

const Creation = z.object({
  ...Shared,
  name: z.string().min(1),
  category: Category,
  language: z.string().min(1),
  components: z.array(CreatedPart).optional(),
  allow_category_change: BooleanParam.optional(),
  sub_category: z.string().toUpperCase().optional(),
  is_primary_device_delivery_only: BooleanParam.optional(),
  library_template_name: z.string().min(1).optional(),
  library_template_button_inputs: z.unknown().optional(),
  library_template_body_inputs: z.unknown().optional(),
});

/** A template to be made, in the words Meta keeps: types and formats in upper case. */
export type TemplateCreation = z.infer<typeof Creation> & {
  readonly parameter_format: ParameterFormat;
};

const Edit = z.object({
  ...Shared,
  category: Category.optional(),
  components: z.array(CreatedPart).optional(),
});
export type TemplateEdit = z.infer<typeof Edit>;

const Upsert = Creation.omit({ language: true }).extend({
  languages: z.array(z.string()).min(1),
});
export type TemplateUpsert = z.infer<typeof Upsert>;

export type TemplateReading<T> =
  | { readonly ok: true; readonly request: T }
  | { readonly ok: false; readonly error: GraphError };

/**
 * A template that somebody wants made, or the error Meta answers with. Never throws.
 *
 * Checked is what can be judged from the request alone. Whether the name is taken, and what the
 * review makes of the words, is for others. One from the library brings no parts of its own.
 */
export function readTemplateCreation(body: unknown): TemplateReading<TemplateCreation> {
  const plain = requestBody(body);
  const read = Creation.safeParse(plain);
  if (!read.success) return { ok: false, error: requestError(read.error, plain) };
  const request = { ...read.data, parameter_format: read.data.parameter_format ?? "POSITIONAL" };
  const error =
    nameFault(request.name) ??
    languageFault(request.language) ??
    lifeFault(request) ??
    (request.library_template_name === undefined ? contentFault(request) : undefined);
  return error === undefined ? { ok: true, request } : { ok: false, error };
}

/** What somebody wants changed about a template of `category`, or Meta's error. Never throws. */
export function readTemplateEdit(
  body: unknown,
  template: { readonly category: string; readonly parameter_format: ParameterFormat },
): TemplateReading<TemplateEdit> {
  const plain = requestBody(body);
  const read = Edit.safeParse(plain);
  if (!read.success) return { ok: false, error: requestError(read.error, plain) };
  const request = read.data;
  const category = request.category ?? template.category;
  const parameter_format = request.parameter_format ?? template.parameter_format;
  const error =
    lifeFault({ ...request, category }) ??
    (request.components === undefined
      ? undefined
      : contentFault({ category, parameter_format, components: request.components }));
  return error === undefined ? { ok: true, request } : { ok: false, error };
}

/** An authentication template in several languages at once, or Meta's error. Never throws. */
export function readTemplateUpsert(body: unknown): TemplateReading<TemplateUpsert> {
  const plain = requestBody(body);
  const read = Upsert.safeParse(plain);
  if (!read.success) return { ok: false, error: requestError(read.error, plain) };
  const request = read.data;
  const error =
    nameFault(request.name) ??
    request.languages.map(languageFault).find((fault) => fault !== undefined) ??
    lifeFault(request) ??
    (request.category === "AUTHENTICATION" ? undefined : ONLY_AUTHENTICATION) ??
    authenticationFault(request.components ?? []);
  return error === undefined ? { ok: true, request } : { ok: false, error };
}

function contentFault({
  category,
  parameter_format: format,
  components = [],
}: {
  readonly category: string;
  readonly parameter_format: ParameterFormat;
  readonly components?: readonly CreatedPart[] | undefined;
}): GraphError | undefined {
  if (components.length === 0) {
    return graphError(100, { message: "(#100) The parameter components is required." });
  }
  return category === "AUTHENTICATION"
    ? authenticationFault(components)
    : partsFault(components, format);
}

function nameFault(name: string): GraphError | undefined {
  if (!/^[a-z0-9_]{1,512}$/.test(name)) return templateError(NAME_FORMAT);
  return SAMPLES.has(name) ? templateError(SAMPLE_NAME) : undefined;
}

function languageFault(language: string): GraphError | undefined {
  if (Language.safeParse(language).success) return undefined;
  const words = [...TEMPLATE_LANGUAGES.keys()].join(", ");
  const message = `(#100) Param language must be one of {${words}} - got "${language}".`;
  return graphError(100, { message });
}

/** How long Meta tries to deliver: each category has its range, and -1 is thirty days. */
function lifeFault({
  category,
  message_send_ttl_seconds: seconds,
}: {
  readonly category: string;
  readonly message_send_ttl_seconds?: number | undefined;
}): GraphError | undefined {
  if (seconds === undefined || (seconds === -1 && category !== "MARKETING")) return undefined;
  const [least, most] = LIVES.get(category) ?? [30, 2_592_000];
  if (Number.isInteger(seconds) && seconds >= least && seconds <= most) return undefined;
  const message = `message_send_ttl_seconds must be from ${least} to ${most} for ${category}.`;
  return templateError(undocumented(message));
}

/** Names that every account has samples under. */
const SAMPLES: ReadonlySet<string> = new Set([
  "hello_world",
  "sample_flight_confirmation",
  "sample_happy_hour_announcement",
  "sample_issue_resolution",
  "sample_movie_ticket_confirmation",
  "sample_purchase_feedback",
  "sample_shipping_confirmation",
]);

const LIVES: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["AUTHENTICATION", [30, 900]],
  ["UTILITY", [30, 43_200]],
  ["MARKETING", [43_200, 2_592_000]],
]);

const ONLY_AUTHENTICATION = templateError(
  undocumented("Only authentication templates can be made in several languages at once."),
);
