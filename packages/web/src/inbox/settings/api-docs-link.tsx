import type { ReactNode } from "react";

/** The way to the page of the hub's API: in a tab of its own, as a new key is shown only once. */
export function ApiDocsLink(): ReactNode {
  return (
    <a
      href="/api/docs"
      target="_blank"
      rel="noreferrer"
      className="text-utility underline underline-offset-3"
    >
      API reference
    </a>
  );
}
