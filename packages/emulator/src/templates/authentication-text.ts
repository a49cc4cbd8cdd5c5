import type { CreatedPart } from "@casement/cloud-api";

/** The words that Meta writes into an authentication template, in one language. */
interface Words {
  readonly code: string;
  readonly security: string;
  /** With `#` for the number of minutes. */
  readonly expiry: string;
  readonly copy: string;
  readonly autofill: string;
}

/** What an authentication template is to have. */
export interface AuthenticationForm {
  readonly language: string;
  readonly addsSecurity: boolean;
  readonly expiresAfterMinutes: number | undefined;
}

/** The words of an authentication template, as a preview of Meta's gives them. */
export function authenticationPreview({
  language,
  addsSecurity,
  expiresAfterMinutes,
}: AuthenticationForm): {
  body: string;
  footer: string | undefined;
  copy: string;
  autofill: string;
} {
  const words = wordsFor(language);
  return {
    body: addsSecurity ? `${words.code} ${words.security}` : words.code,
    footer:
      expiresAfterMinutes === undefined
        ? undefined
        : words.expiry.replace("#", String(expiresAfterMinutes)),
    copy: words.copy,
    autofill: words.autofill,
  };
}

/**
 * The parts of an authentication template as they are listed: Meta writes body and footer, and the
 * button that hands over the code is a link to whoever reads it.
 */
export function authenticationParts(
  parts: readonly CreatedPart[],
  language: string,
): CreatedPart[] {
  const body = parts.find(({ type }) => type === "BODY");
  const footer = parts.find(({ type }) => type === "FOOTER");
  const minutes = footer?.code_expiration_minutes;
  const words = authenticationPreview({
    language,
    addsSecurity: body?.add_security_recommendation === true,
    expiresAfterMinutes: minutes,
  });
  return parts.map((part): CreatedPart => {
    switch (part.type) {
      case "BODY":
        return {
          type: "BODY",
          text: words.body,
          add_security_recommendation: part.add_security_recommendation === true,
          example: { body_text: [["123456"]] },
        };
      case "FOOTER":
        return { type: "FOOTER", text: words.footer, code_expiration_minutes: minutes };
      default:
        return { type: "BUTTONS", buttons: [codeButton(part, words)] };
    }
  });
}

function codeButton(
  { buttons }: CreatedPart,
  words: { readonly copy: string; readonly autofill: string },
): NonNullable<CreatedPart["buttons"]>[number] {
  const [asked] = buttons ?? [];
  const kind = asked?.otp_type ?? "COPY_CODE";
  const start = `https://www.whatsapp.com/otp/code/?otp_type=${kind}`;
  const more =
    kind === "COPY_CODE" ? "" : `&cta_display_name=${encodeURIComponent(words.autofill)}`;
  const url = `${start}${more}&code=otp{{1}}`;
  return {
    type: "URL",
    text: asked?.text ?? (kind === "COPY_CODE" ? words.copy : words.autofill),
    url,
    example: [url.replace("{{1}}", "123456")],
  };
}

/** In the very language, else in its mother tongue, else in English. */
function wordsFor(language: string): Words {
  return WORDS.get(language) ?? WORDS.get(language.split("_")[0] ?? "") ?? ENGLISH;
}

const ENGLISH: Words = {
  code: "*{{1}}* is your verification code.",
  security: "For your security, do not share this code.",
  expiry: "This code expires in # minutes.",
  copy: "Copy code",
  autofill: "Autofill",
};

/** English and Spanish are Meta's, as its documentation shows them; the others are translated. */
const WORDS: ReadonlyMap<string, Words> = new Map([
  ["en", ENGLISH],
  [
    "es",
    {
      code: "Tu código de verificación es *{{1}}*.",
      security: "Por tu seguridad, no lo compartas.",
      expiry: "Este código caduca en # minutos.",
      copy: "Copiar código",
      autofill: "Autocompletar",
    },
  ],
  [
    "pt",
    {
      code: "Seu código de verificação é *{{1}}*.",
      security: "Para sua segurança, não o compartilhe.",
      expiry: "Este código expira em # minutos.",
      copy: "Copiar código",
      autofill: "Preenchimento automático",
    },
  ],
  [
    "fr",
    {
      code: "Votre code de vérification est *{{1}}*.",
      security: "Pour votre sécurité, ne le partagez pas.",
      expiry: "Ce code expire dans # minutes.",
      copy: "Copier le code",
      autofill: "Remplissage automatique",
    },
  ],
  [
    "de",
    {
      code: "*{{1}}* ist dein Verifizierungscode.",
      security: "Bitte gib diesen Code zu deiner Sicherheit nicht weiter.",
      expiry: "Dieser Code läuft in # Minuten ab.",
      copy: "Code kopieren",
      autofill: "Automatisch ausfüllen",
    },
  ],
  [
    "it",
    {
      code: "*{{1}}* è il tuo codice di verifica.",
      security: "Per la tua sicurezza, non condividerlo.",
      expiry: "Questo codice scade tra # minuti.",
      copy: "Copia codice",
      autofill: "Compilazione automatica",
    },
  ],
  [
    "id",
    {
      code: "*{{1}}* adalah kode verifikasi Anda.",
      security: "Demi keamanan, jangan bagikan kode ini.",
      expiry: "Kode ini akan kedaluwarsa dalam # menit.",
      copy: "Salin kode",
      autofill: "Isi otomatis",
    },
  ],
]);
