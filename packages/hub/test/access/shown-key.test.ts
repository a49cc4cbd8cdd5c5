import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cookieOf,
  isFromOurPages,
  keyInCookie,
  keyInHeader,
  keyInQuery,
} from "../../src/access/shown-key.ts";

test("a key in the header is taken after Bearer and after OAuth, in any case", () => {
  for (const authorization of ["Bearer csm_1", "bearer  csm_1", "OAuth csm_1", "OAUTH csm_1 "]) {
    assert.deepEqual(keyInHeader({ authorization }), { by: "header", text: "csm_1" });
  }
  for (const authorization of ["csm_1", "Basic csm_1", "Bearer", "Bearer csm_1 csm_2"]) {
    assert.equal(keyInHeader({ authorization }), undefined, authorization);
  }
});

test("the key's cookie is found among others, and not in another's value", () => {
  const shown = { by: "cookie", text: "csm_1" };
  assert.deepEqual(keyInCookie({ cookie: "a=b; casement_key=csm_1; c=d" }), shown);
  assert.equal(keyInCookie({ cookie: "a=casement_key; x_casement_key=csm_1" }), undefined);
  assert.equal(keyInCookie({ cookie: "casement_key=" }), undefined);
  assert.equal(keyInCookie({}), undefined);
});

test("a key in the query is found whatever the address looks like", () => {
  assert.equal(keyInQuery("/v25.0/1/messages?access_token=csm_1&x=1")?.text, "csm_1");
  assert.equal(keyInQuery("//?access_token=csm_1")?.text, "csm_1");
  assert.equal(keyInQuery("http://[?x=1"), undefined);
  assert.equal(keyInQuery("/v25.0/1/messages"), undefined);
});

test("the cookie is out of reach of scripts and of other sites, and over https of http", () => {
  const cookie = "casement_key=csm_1; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000";
  assert.equal(cookieOf("csm_1", false), cookie);
  assert.equal(cookieOf("csm_1", true), `${cookie}; Secure`);
});

test("only our own pages count as ours, by the browser's word or by the origin", () => {
  const host = "hub.test:2424";
  const ours = [
    { "sec-fetch-site": "same-origin", host },
    { origin: "http://hub.test:2424", host },
  ];
  const others = [
    { "sec-fetch-site": "same-site", origin: "http://hub.test:2424", host },
    { "sec-fetch-site": "cross-site", host },
    { "sec-fetch-site": "none", host },
    { origin: "http://hub.test:9999", host },
    { origin: "null", host },
    { host },
  ];
  for (const headers of ours) assert.ok(isFromOurPages(headers), JSON.stringify(headers));
  for (const headers of others) assert.ok(!isFromOurPages(headers), JSON.stringify(headers));
});
