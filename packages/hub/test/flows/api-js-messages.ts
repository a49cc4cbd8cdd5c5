import * as m from "whatsapp-api-js/messages";
import type { ClientMessage } from "whatsapp-api-js/types";

/** What messages refer to: uploaded files, and a message of the customer. */
export interface Said {
  readonly image: string;
  readonly heard: string;
}

const BODY = new m.Body("Which one?");
const PRODUCT = new m.Product("sku-1");

/** Nobody listens there: the message is taken, and its file is not found later. */
const LINK = "http://127.0.0.1:9/file";

/** Every kind of message that whatsapp-api-js can say. */
export function apiJsMessages({ image, heard }: Said): ClientMessage[] {
  return [
    new m.Text("hello", true),
    new m.Image(image, true, "look"),
    new m.Video(`${LINK}.mp4`, false, "look"),
    new m.Audio(`${LINK}.ogg`),
    new m.Document(`${LINK}.pdf`, false, "a bill", "bill.pdf"),
    new m.Sticker(`${LINK}.webp`),
    new m.Location(13.4, 52.5, "Berlin", "Here 1"),
    new m.Contacts([new m.Name("Bob B", "Bob"), new m.Phone("+44 7700 900002", "WORK")]),
    new m.Reaction(heard, "👍"),
    new m.Reaction(heard),
    new m.Interactive(
      new m.ActionButtons(new m.Button("a", "This")),
      BODY,
      new m.Header(new m.Image(image, true)),
      new m.Footer("Until Sunday"),
    ),
    new m.Interactive(
      new m.ActionList("Choose", new m.ListSection("One", new m.Row("1", "This", "the first"))),
      BODY,
    ),
    new m.Interactive(new m.ActionCatalog(PRODUCT), BODY),
    new m.Interactive(new m.ActionProduct(new m.CatalogProduct("sku-1", "1")), BODY),
    new m.Interactive(
      new m.ActionProductList("1", new m.ProductSection("New", PRODUCT)),
      BODY,
      new m.Header("New in"),
    ),
    new m.Interactive(new m.ActionCTA("Go", "https://shop.example/"), BODY),
    new m.Interactive(new m.ActionNavigateFlow("token", "1", "Begin", "FIRST", { a: null }), BODY),
    new m.Interactive(new m.ActionDataExchangeFlow("token", "1", "Begin"), BODY),
    new m.Interactive(new m.ActionLocation(), BODY),
    new m.Interactive(new m.ActionCallPermission(), BODY),
    new m.Interactive(new m.ActionContactRequest(), BODY),
    new m.Template("hello_world", "en_US"),
    new m.Template(
      "order_update",
      new m.Language("en_US"),
      new m.BodyComponent(
        new m.BodyParameter("A-1001"),
        new m.BodyParameter(new m.Currency(1_000, "EUR", "1 €")),
      ),
    ),
    new m.Template(
      "payment_reminder",
      "en_US",
      new m.BodyComponent(
        new m.BodyParameter("42 €", "amount"),
        new m.BodyParameter(new m.DateTime("1 March"), "due_date"),
      ),
      new m.URLComponent("4711"),
    ),
    m.Template.OTP("verification_code", "en_US", "123456"),
    new m.Template("no_such_template", "en_US"),
    new m.Template("order_update", "en_US", new m.BodyComponent(new m.BodyParameter("one"))),
  ];
}
