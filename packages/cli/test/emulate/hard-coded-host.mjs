// A program as its author wrote it for Meta: the SDK has graph.facebook.com written into it.

import { WhatsAppAPI } from "whatsapp-api-js";
import { Document, Text } from "whatsapp-api-js/messages";

const { WHATSAPP_ACCESS_TOKEN: token, WHATSAPP_PHONE_NUMBER_ID: number } = process.env;
const api = new WhatsAppAPI({ token, appSecret: process.env.WHATSAPP_APP_SECRET, v: "v24.0" });

const form = new FormData();
form.set("file", new Blob(["a bill"], { type: "text/plain" }), "bill.txt");
const { id } = await api.uploadMedia(number, form);
const { url } = await api.retrieveMedia(id);
const file = await api.fetchMedia(url);
const text = await api.sendMessage(number, "447700900001", new Text("hello"));
const bill = await api.sendMessage(number, "447700900001", new Document(id, true));

console.log(JSON.stringify({ url, file: await file.text(), text, bill }));
