import "../design/design.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { applyScheme } from "../design/scheme.ts";
import { PhonePage } from "./phone-page.tsx";

applyScheme();
const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false } },
});
const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <PhonePage />
      </QueryClientProvider>
    </StrictMode>,
  );
}
