import { type GraphError, graphError } from "../graph-error.ts";

/** What Meta says of a template that it does not take: a subcode, and words for people. */
export interface TemplateFault {
  /** Unknown for faults that nobody has written down: then there is none in the answer. */
  readonly subcode?: number | undefined;
  readonly title: string;
  readonly message: string;
  readonly blame?: string | undefined;
}

/** Meta's answer to a template it does not take: always code 100, and the subcode says why. */
export function templateError({ subcode, title, message, blame }: TemplateFault): GraphError {
  return graphError(100, {
    message: "Invalid parameter",
    subcode,
    blame,
    isTransient: false,
    userTitle: title,
    userMessage: message,
  });
}

/** The faults that Meta documents or that were seen, by what they are about. */
export const NAME_FORMAT: TemplateFault = {
  subcode: 2_388_046,
  title: "Name Format is Incorrect",
  message: "The message template name can only have lowercase letters and underscores.",
  blame: "name",
};

export const SAMPLE_NAME: TemplateFault = {
  subcode: 2_388_155,
  title: "Template name is already used as a sample template",
  message:
    "This template is named after a sample template created by default. " +
    "Please use a different name.",
};

export const SAMPLE_KEPT: TemplateFault = {
  subcode: 2_388_094,
  title: "Sample template can't be deleted",
  message: "This message template is a sample and can't be deleted.",
};

export const TOO_MANY_TEMPLATES: TemplateFault = {
  subcode: 2_388_019,
  title: "Message Template Limit Exceeded",
  message:
    "You have exceeded the maximum number of message templates you can have for this " +
    "WhatsApp business account.",
};

export const STATUS_FIXED: TemplateFault = {
  subcode: 2_388_039,
  title: "Message template status can't be changed",
  message:
    "The status for this message template can't be changed. " +
    "You can only delete or add templates.",
};

export const RATIO: TemplateFault = {
  subcode: 2_388_293,
  title: "Parameters words ratio exceeds limit",
  message:
    "This template has too many variables for its length. " +
    "Reduce the number of variables or increase the message length.",
};

export const DANGLING: TemplateFault = {
  subcode: 2_388_299,
  title: "Leading or trailing params not allowed",
  message: "Variables can't be at the start or end of the template.",
};

export const LINK_TO_WHATSAPP: TemplateFault = {
  subcode: 2_388_081,
  title: "Direct links to WhatsApp aren't allowed for buttons",
  message: "Direct links to WhatsApp aren't allowed for buttons. Use another link.",
};

export const FILE_TYPE: TemplateFault = {
  subcode: 2_388_084,
  title: "File type not supported",
  message: "The type of file is not supported.",
};

export function languageExists(language: string): TemplateFault {
  return {
    subcode: 2_388_024,
    title: "Content in This Language Already Exists",
    message:
      `There is already ${language} content for this template. ` +
      "You can create a new template and try again.",
  };
}

export function languageBeingDeleted(language: string): TemplateFault {
  return {
    subcode: 2_388_023,
    title: "Message template language is being deleted",
    message:
      `New ${language} content can't be added while the existing ${language} content is being ` +
      "deleted. Try again in 4 weeks or create a new message template.",
  };
}

/** The words after the title are assumed. */
export function tooLong(what: string, max: number): TemplateFault {
  return {
    subcode: 2_388_040,
    title: "Character limit exceeded",
    message: `The field ${what} can have at most ${max} characters.`,
  };
}

export function unexpectedField(type: string, field: string): TemplateFault {
  return {
    subcode: 2_388_042,
    title: 'Message template "components" param contains unexpected field(s)',
    message: `component of type ${type} has unexpected field(s) (${field})`,
  };
}

export function missingField(type: string, field: string): TemplateFault {
  return {
    subcode: 2_388_043,
    title: 'Message template "components" param is missing expected field(s)',
    message: `component of type ${type} is missing expected field(s) (${field})`,
  };
}

/** Of a header, a body or a footer whose text is not as it must be. */
export function textFormat(type: string, message?: string): TemplateFault {
  const where = type.toLowerCase();
  return {
    subcode: TEXT_SUBCODES.get(type) ?? 2_388_072,
    title: `Message ${where} format is incorrect`,
    message: message ?? `Your message ${where} contains invalid formatting.`,
  };
}

const TEXT_SUBCODES: ReadonlyMap<string, number> = new Map([
  ["HEADER", 2_388_047],
  ["BODY", 2_388_072],
  ["FOOTER", 2_388_073],
]);

/** Meta documents that it refuses this, and not how: no subcode, and the words are ours. */
export function undocumented(message: string): TemplateFault {
  return { title: "Message template format is incorrect", message };
}
