// Asks Meta's host for a number, in every way that Node's HTTPS clients have.

import { get } from "node:https";
import { createRequire } from "node:module";
import { connect } from "node:tls";
import { Agent, request, fetch as undiciFetch } from "undici";

const { WHATSAPP_ACCESS_TOKEN: token, WHATSAPP_PHONE_NUMBER_ID: number } = process.env;
const url = `https://graph.facebook.com/v24.0/${number}?fields=id`;
const headers = { authorization: `Bearer ${token}` };
const dispatcher = new Agent({ connections: 1 });

const answers = {
  fetch: await fetch(url, { headers }).then((answer) => answer.json()),
  undiciFetch: await undiciFetch(url, { headers }).then((answer) => answer.json()),
  undici: await request(url, { headers, dispatcher }).then(({ body }) => body.json()),
  https: await read((listener) => get(url, { headers }, listener)),
  required: await read((listener) =>
    createRequire(import.meta.url)("node:https")
      .request({ host: "graph.facebook.com", path: `/${number}?fields=id`, headers }, listener)
      .end(),
  ),
  tls: await new Promise((resolve) => {
    const socket = connect(443, "graph.facebook.com", () => {
      resolve(socket.authorized);
      socket.destroy();
    });
  }),
  elsewhere: await fetch("https://127.0.0.1:49/").catch(({ cause }) => cause.code),
};
await dispatcher.close();
console.log(JSON.stringify(answers));

function read(ask) {
  return new Promise((resolve, reject) => {
    ask(async (answer) => {
      const parts = await answer.toArray();
      resolve(JSON.parse(Buffer.concat(parts).toString()));
    }).on("error", reject);
  });
}
