/** What the business says: free-form in its ways, or a template of a category. */
export type Saying = "text" | "image" | "reaction" | Template;
export type Template = "utility" | "reminder" | "marketing" | "authentication";

/** The body of a send; its number stands in it, so that no two sends say the same. */
export function contentOf(saying: Saying, count: number, wamid: string): object {
  const text = (words: string): object => ({ type: "text", text: words });
  const link = `https://example.com/${count}.jpg`;
  switch (saying) {
    case "text":
      return { type: "text", text: { body: `Answer ${count}` } };
    case "image":
      return { type: "image", image: { link, caption: `Picture ${count}` } };
    case "reaction":
      return { type: "reaction", reaction: { message_id: wamid, emoji: "\u{1f44d}" } };
    case "utility":
      return template("order_update", [
        { type: "body", parameters: [text(`A-${count}`), text("on its way")] },
      ]);
    case "reminder":
      return template("payment_reminder", [
        {
          type: "body",
          parameters: [
            { ...text(`${count}.00`), parameter_name: "amount" },
            { ...text("1 March"), parameter_name: "due_date" },
          ],
        },
        { type: "button", sub_type: "url", index: "0", parameters: [text(String(count))] },
      ]);
    case "marketing":
      return template("spring_sale", [
        { type: "header", parameters: [{ type: "image", image: { link } }] },
        { type: "body", parameters: [text(`customer ${count}`)] },
      ]);
    default:
      return template("verification_code", [
        { type: "body", parameters: [text(String(100_000 + count))] },
        {
          type: "button",
          sub_type: "url",
          index: "0",
          parameters: [text(String(100_000 + count))],
        },
      ]);
  }
}

function template(name: string, components: readonly object[]): object {
  return { type: "template", template: { name, language: { code: "en_US" }, components } };
}
