export {
  CloudApiError,
  cloudApiErrorFromAnswer,
  ErrorAnswer,
} from "./cloud-api-error.ts";
export { ERRORS, type ErrorMeaning, type Remedy, remedyOf } from "./error-table.ts";
export {
  type GraphError,
  type GraphErrorBody,
  type GraphErrorOptions,
  graphError,
  missingObjectError,
  withTrace,
} from "./graph-error.ts";
export { graphJson, parseJson } from "./json.ts";
export { CardSend } from "./sending/contacts-send.ts";
export { InteractiveSend } from "./sending/interactive-send.ts";
export {
  isReceiptRequest,
  type ReceiptReading,
  readReceiptRequest,
  readSendRequest,
  type SendReading,
} from "./sending/read-send-request.ts";
export { SendAnswer } from "./sending/send-answer.ts";
export { ReceiptRequest, SendRequest } from "./sending/send-request.ts";
export {
  TemplateParameter,
  TemplateSend,
  TemplateSendComponent,
} from "./sending/template-send.ts";
export { isSigned, signatureOf } from "./signature.ts";
export { Template, TemplateButton, TemplateComponent } from "./template.ts";
export { type TemplateForm, templateMismatch } from "./template-mismatch.ts";
export { templateValueFault } from "./template-value-fault.ts";
export type { CreatedButton, CreatedPart } from "./templates/created-part.ts";
export {
  readTemplateCreation,
  readTemplateEdit,
  readTemplateUpsert,
  type TemplateCreation,
  type TemplateEdit,
  type TemplateReading,
  type TemplateUpsert,
} from "./templates/read-template-request.ts";
export {
  languageBeingDeleted,
  languageExists,
  SAMPLE_KEPT,
  STATUS_FIXED,
  type TemplateFault,
  TOO_MANY_TEMPLATES,
  templateError,
  undocumented,
} from "./templates/template-error.ts";
export { languageName, TEMPLATE_LANGUAGES } from "./templates/template-languages.ts";
export { timeZoneFromId, timeZoneIdOf } from "./time-zone.ts";
export { CardNotice, InteractiveNotice, MediaNotice } from "./webhook/content.ts";
export {
  parseWebhook,
  readWebhook,
  WebhookChange,
  WebhookEntry,
  WebhookEnvelope,
  type WebhookReading,
} from "./webhook/envelope.ts";
export { ErrorNotice } from "./webhook/error-notice.ts";
export {
  ContextNotice,
  EchoNotice,
  MessageNotice,
  ReferralNotice,
} from "./webhook/message-notice.ts";
export { type Notice, type Notices, readNotices } from "./webhook/notices.ts";
export { ConversationNotice, PricingNotice, StatusNotice } from "./webhook/status-notice.ts";
export {
  GroupNotice,
  HistoryChunkNotice,
  PastMessageNotice,
  StateSyncNotice,
  TemplateUpdateNotice,
} from "./webhook/update-notice.ts";
export {
  CallNotice,
  ContactNotice,
  MessageEchoesValue,
  MessagesValue,
  NumberMetadata,
  PreferenceNotice,
  UserIdUpdateNotice,
  UserPreferencesValue,
} from "./webhook/values.ts";
