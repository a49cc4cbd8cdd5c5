// Leads a Node program that has Meta's hosts written into it to an emulator on this machine.
// Loaded ahead of the program by `--import`, with the emulator's port in its address. Plain
// JavaScript, for whatever Node the program runs on.

import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import tls from "node:tls";

const HOSTS = new Set(["graph.facebook.com", "lookaside.fbsbx.com"]);
const port = Number(new URL(import.meta.url).searchParams.get("port"));

/**
 * Every HTTPS client of Node's (`fetch`, undici, `node:https`, and with it axios) asks
 * `tls.connect` for its connection, whatever pool or agent it has of its own. To Meta's hosts it
 * gets one without TLS, to the emulator, which is spoken to as if all certificates were checked.
 */
const connect = tls.connect;
tls.connect = function connectHere(...args) {
  const options = args.find((one) => typeof one === "object" && one !== null) ?? {};
  const named = args.slice(0, 2).find((one) => typeof one === "string");
  const host = options.servername || options.host || named;
  if (!HOSTS.has(host) || options.socket) return connect.apply(this, args);
  const socket = net.connect({ host: "127.0.0.1", port });
  Object.assign(socket, AS_IF_SECURE);
  socket.once("connect", () => socket.emit("secureConnect"));
  const onSecure = args.at(-1);
  if (typeof onSecure === "function") socket.once("secureConnect", onSecure);
  return socket;
};
syncBuiltinESMExports();

const AS_IF_SECURE = {
  encrypted: true,
  authorized: true,
  authorizationError: null,
  alpnProtocol: false,
  getPeerCertificate: () => ({}),
  getProtocol: () => "TLSv1.3",
  getCipher: () => ({ name: "none", standardName: "none", version: "TLSv1.3" }),
  getSession: () => undefined,
  isSessionReused: () => false,
  setServername: () => {},
};
