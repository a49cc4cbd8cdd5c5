import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { CopyField } from "../../design/copy-field.tsx";
import { Card } from "../ledger/card.tsx";
import { AppSecret } from "./app-secret.tsx";
import { Loading } from "./loading.tsx";
import { useWebhook } from "./settings-api.ts";

/** What is entered at Meta, so that it posts here. */
export function WebhookCard({
  numberId,
  appId,
}: {
  readonly numberId: string;
  /** Null: it is not known which app posts. */
  readonly appId: string | null;
}): ReactNode {
  const query = useWebhook(numberId);
  return (
    <Card title="Webhook" hint="At Meta: your app, WhatsApp, Configuration. Subscribe to messages.">
      <Loading what="The webhook" query={query}>
        {({ path, verify_token }) => (
          <div className="flex flex-col gap-4">
            <CopyField
              label="Callback URL"
              value={new URL(path, window.location.href).href}
              hint={reachWords()}
            />
            {verify_token === null ? (
              <p className="text-ink-2">
                The verify token of this app was not kept.{" "}
                <Link
                  to="/settings/numbers/connect"
                  className="text-utility underline underline-offset-3"
                >
                  Connect the number again
                </Link>{" "}
                to set another.
              </p>
            ) : (
              <CopyField label="Verify token" value={verify_token} />
            )}
            {appId !== null && <AppSecret appId={appId} />}
          </div>
        )}
      </Loading>
    </Card>
  );
}

/** Meta calls only what the world can reach, over https. */
export function reachWords(): string | undefined {
  const { protocol, hostname } = window.location;
  const isHere = /^(localhost|127\.|\[::1\])/.test(hostname);
  if (isHere)
    return "Meta cannot reach this machine: put a tunnel or a proxy with https before it.";
  return protocol === "https:" ? undefined : "Meta asks for https: put a proxy before this hub.";
}
