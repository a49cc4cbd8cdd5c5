/** The body of a send: a utility template to a customer of this number. */
export function templateSendTo(customer: number): string {
  const parameters = [
    { type: "text", text: `A-${customer}` },
    { type: "text", text: "on its way" },
  ];
  return JSON.stringify({
    messaging_product: "whatsapp",
    to: `4477${String(10_000_000 + customer)}`,
    type: "template",
    template: {
      name: "order_update",
      language: { code: "en_US" },
      components: [{ type: "body", parameters }],
    },
  });
}
