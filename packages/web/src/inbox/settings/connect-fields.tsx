import type { ReactNode } from "react";
import { Field } from "../../design/field.tsx";
import { problemOf } from "../frame/refused.ts";

const TOKEN =
  "Of a system user, and one that never expires: Business settings, System users, Generate " +
  "token, with whatsapp_business_management and whatsapp_business_messaging.";

const FREE_UNITS =
  "Of the month’s free service messages, how many the number has used until now: WhatsApp " +
  "Manager, Insights. Left empty: none, and what is charged may be shown as free.";

/** What it takes to connect a number, and where at Meta each is found. */
export function ConnectFields({ error }: { error: Error | null }): ReactNode {
  const props = (name: string) => ({ name, autoComplete: "off", problem: problemOf(error, name) });
  const id = (name: string) => ({ ...props(name), inputMode: "numeric" as const });
  return (
    <>
      <Field
        {...props("access_token")}
        label="Access token"
        type="password"
        required
        hint={TOKEN}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          {...id("account_id")}
          label="WhatsApp Business account id"
          required
          hint="WhatsApp, API setup."
        />
        <Field
          {...id("number_id")}
          label="Phone number id"
          hint="Left empty: every number of the account."
        />
        <Field {...id("app_id")} label="App id" required hint="At the top of the app’s page." />
        <Field
          {...props("app_secret")}
          label="App secret"
          type="password"
          required
          hint="App settings, Basic. It signs the webhooks."
        />
      </div>
      <Field
        {...id("free_units_used")}
        label="Free messages used this month (if any)"
        pattern="\d{1,7}"
        hint={FREE_UNITS}
      />
      <details className="rounded-lg border border-line px-3 py-2">
        <summary className="font-semibold text-xs">Another address than Meta’s</summary>
        <div className="grid gap-4 pt-3 pb-1 sm:grid-cols-2">
          <Field
            {...props("api_url")}
            label="API address"
            placeholder="https://graph.facebook.com"
          />
          <Field {...props("graph_version")} label="Version" placeholder="v25.0" />
        </div>
      </details>
    </>
  );
}
