import "../design/design.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { applyScheme } from "../design/scheme.ts";
import { InboxLive } from "./live/inbox-live.tsx";
import { makeQueries } from "./live/queries.ts";
import { makeRouter } from "./routes.tsx";

applyScheme();
const queries = makeQueries();
const router = makeRouter();
const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <InboxLive>
          <RouterProvider router={router} />
        </InboxLive>
      </QueryClientProvider>
    </StrictMode>,
  );
}
