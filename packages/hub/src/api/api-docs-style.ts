/**
 * What makes the page of the description look like the rest of Casement, over the sheet of Swagger
 * UI, which has a scheme for the night of its own: that one is chosen by `html.dark-mode`, and is
 * why the rules stand in `html:root`: else its own are the stronger. The colours are those of the
 * screens (`tokens.css` of the web package).
 */
export const API_DOCS_STYLE = `
:root {
  color-scheme: light;
  --ground: #f6f5f2; --panel: #ffffff; --raised: #f4f2ee; --line: #cfcbc3;
  --ink: #1c1b19; --ink-2: #57544e; --accent: #0f6e5c; --accent-ink: #ffffff; --soft: #e1f1ec;
  --get: #1f57b0; --post: #0b6b52; --patch: #8a5100; --delete: #a8231b; --on-method: #ffffff;
}
:root.dark-mode {
  color-scheme: dark;
  --ground: #131311; --panel: #1b1a18; --raised: #232220; --line: #45423d;
  --ink: #eceae4; --ink-2: #b3afa7; --accent: #3fb594; --accent-ink: #06231c; --soft: #17352c;
  --get: #86b2f7; --post: #4cc39d; --patch: #eab15a; --delete: #f5968e; --on-method: #131311;
}
html:root {
  &, body, .swagger-ui { background: var(--ground); }
  .swagger-ui, .swagger-ui :is(.info .title, .opblock-tag, .opblock-summary-description, h1, h2, h3,
    h4, h5, label, p, li, table, th, td, .tab li, .parameter__name, .parameter__type, .model,
    .model-title, .response-col_status, .opblock-description-wrapper p, .responses-inner h4,
    .opblock-section-header h4, .opblock-section-header label, .json-schema-2020-12__title,
    .json-schema-2020-12-keyword, .json-schema-2020-12-property, .dialog-ux *) {
    font-family: Inter, "Helvetica Neue", Arial, sans-serif; color: var(--ink);
  }
  .swagger-ui :is(.parameter__in, .parameter__type, .renderedMarkdown small, .opblock-tag small) {
    color: var(--ink-2);
  }
  .swagger-ui :is(code, pre, .opblock-summary-path, .opblock-summary-method, .microlight) {
    font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace;
  }
  .swagger-ui a, .swagger-ui .info a, .swagger-ui .renderedMarkdown a { color: var(--accent); }
  .swagger-ui .info { margin: 32px 0 24px; max-width: 860px; }
  .swagger-ui .info pre, .swagger-ui .highlight-code > .microlight {
    background: var(--raised) !important; border: 1px solid var(--line); border-radius: 8px;
    padding: 12px 14px; overflow-x: auto;
  }
  .swagger-ui .info code, .swagger-ui .renderedMarkdown code {
    background: var(--raised); color: var(--ink); font-size: 12.5px; font-weight: 500;
  }
  .swagger-ui :is(.info, .opblock) h4 { color: var(--ink); }
  .swagger-ui .examples-select__section-label { color: var(--ink-2) !important; }
  .swagger-ui .opblock-tag a.nostyle, .swagger-ui .opblock-tag a.nostyle * { color: var(--ink); }
  .swagger-ui :is(.highlight-code, .microlight) { background: var(--raised) !important; }
  .swagger-ui .opblock .opblock-section-header, .swagger-ui table * { border-color: var(--line); }
  .swagger-ui .info pre code { background: none; padding: 0; white-space: pre; }
  .swagger-ui :is(.microlight, .microlight span, .microlight code) {
    color: var(--ink) !important; font-weight: 500;
  }
  .swagger-ui .info .title small { display: none; }
  .swagger-ui .scheme-container {
    background: none; box-shadow: none; margin: 0; padding: 16px 0;
  }
  .swagger-ui .scheme-container .schemes-server-container { display: none; }
  .swagger-ui .opblock-tag { border-bottom-color: var(--line); font-size: 18px; }
  .swagger-ui .opblock, .swagger-ui section.models, .swagger-ui .model-box,
  .swagger-ui .dialog-ux .modal-ux, .swagger-ui .json-schema-2020-12 {
    background: var(--panel) !important; border: 1px solid var(--line) !important; box-shadow: none;
  }
  .swagger-ui .opblock { border-radius: 8px; }
  .swagger-ui .opblock .opblock-summary { border-color: var(--line) !important; }
  .swagger-ui .opblock .opblock-section-header {
    background: var(--raised) !important; box-shadow: none;
  }
  .swagger-ui .opblock .opblock-summary-method {
    background: var(--get) !important; color: var(--on-method); text-shadow: none;
  }
  .swagger-ui .opblock-post .opblock-summary-method { background: var(--post) !important; }
  .swagger-ui .opblock-patch .opblock-summary-method { background: var(--patch) !important; }
  .swagger-ui .opblock-delete .opblock-summary-method { background: var(--delete) !important; }
  .swagger-ui .opblock .tab-header .tab-item.active h4 span::after { background: var(--accent); }
  .swagger-ui :is(.opblock-summary-path, .opblock-summary-path a),
  .swagger-ui .opblock-tag:hover, .swagger-ui .tab li { color: var(--ink); }
  .swagger-ui :is(input, textarea, select) {
    background-color: var(--panel) !important; color: var(--ink) !important;
    border: 1px solid var(--line) !important; box-shadow: none;
  }
  .swagger-ui .btn { background: var(--panel); border-color: var(--line); color: var(--ink);
    box-shadow: none; }
  .swagger-ui .btn:is(.authorize, .execute) {
    background: var(--accent); border-color: var(--accent); color: var(--accent-ink);
  }
  .swagger-ui .btn.authorize span, .swagger-ui .btn.execute { color: var(--accent-ink); }
  .swagger-ui .btn.authorize svg { fill: var(--accent-ink); }
  .swagger-ui :is(.arrow, .expand-operation svg, .authorization__btn svg) {
    fill: var(--ink-2);
  }
  .swagger-ui :is(a, button, input, select, textarea):focus-visible {
    outline: 2px solid var(--accent); outline-offset: 2px;
  }
  @media (max-width: 640px) {
    .swagger-ui .wrapper { padding: 0 12px; }
    .swagger-ui .opblock .opblock-summary { flex-wrap: wrap; row-gap: 4px; }
    .swagger-ui .opblock .opblock-summary-description { flex-basis: 100%; padding: 0 8px; }
    .swagger-ui .opblock .opblock-summary-path { max-width: 100%; font-size: 13px; }
    .swagger-ui table.parameters, .swagger-ui .responses-table { display: block; overflow-x: auto; }
  }
}
`;
