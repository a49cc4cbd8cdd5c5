import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigFailure, hubConfigFrom } from "../src/config.ts";

const GOOD = {
  WHATSAPP_ACCESS_TOKEN: "EAAG-geheim",
  WHATSAPP_BUSINESS_ACCOUNT_ID: "102290129340398",
  WHATSAPP_PHONE_NUMBER_ID: "106540352242922",
  WHATSAPP_APP_ID: "670843887433847",
  WHATSAPP_APP_SECRET: "geheim-2",
  WHATSAPP_VERIFY_TOKEN: "geheim-3",
};

test("a setting that is unfit is told by its name and by what it should be, and never repeated", () => {
  const cases: readonly (readonly [Record<string, string>, RegExp])[] = [
    [{ PORT: "abc" }, /^PORT is "abc"; it must be a port/],
    [{ PORT: "70000" }, /^PORT is "70000"/],
    [{ PORT: "0x10" }, /^PORT/],
    [{ PORT: "1.5" }, /^PORT/],
    [{ PORT: "-1" }, /^PORT/],
    [{ CASEMENT_WEBHOOK_MB_MAX: "0" }, /^CASEMENT_WEBHOOK_MB_MAX is "0"; it must be a whole num/],
    [{ CASEMENT_WEBHOOK_MB_MAX: "101" }, /^CASEMENT_WEBHOOK_MB_MAX/],
    [{ CASEMENT_GRAPH_CALLS_PER_HOUR: "many" }, /^CASEMENT_GRAPH_CALLS_PER_HOUR is "many"; it m/],
    [{ CASEMENT_GRAPH_CALLS_PER_HOUR: "0" }, /^CASEMENT_GRAPH_CALLS_PER_HOUR is "0"/],
    [{ CASEMENT_TRUST_PROXY: "yes" }, /^CASEMENT_TRUST_PROXY must be addresses of proxies/],
    [{ CASEMENT_TRUST_PROXY: "10.0.0.5, 0.0.0.0/0" }, /^CASEMENT_TRUST_PROXY must be addresses/],
    [{ CASEMENT_TRUST_PROXY: "geheim.internal" }, /^CASEMENT_TRUST_PROXY must be addresses/],
    [{ DATABASE_URL: "geheim" }, /^DATABASE_URL must be a URL, such as postgres:/],
    [{ DATABASE_URL: "mysql://root:geheim@host/db" }, /^DATABASE_URL must be a URL/],
    [{ WHATSAPP_ACCESS_TOKEN: "" }, /^WHATSAPP_ACCESS_TOKEN is missing/],
    [{ WHATSAPP_ACCESS_TOKEN: "geheim\ngeheim" }, /^WHATSAPP_ACCESS_TOKEN must be letters/],
    [{ WHATSAPP_ACCESS_TOKEN: "geheim\u2026" }, /^WHATSAPP_ACCESS_TOKEN must be letters/],
    [{ WHATSAPP_BUSINESS_ACCOUNT_ID: "" }, /^WHATSAPP_BUSINESS_ACCOUNT_ID is missing/],
    [{ WHATSAPP_BUSINESS_ACCOUNT_ID: "My Shop" }, /^WHATSAPP_BUSINESS_ACCOUNT_ID must be the nu/],
    [{ WHATSAPP_BUSINESS_ACCOUNT_ID: "0" }, /^WHATSAPP_BUSINESS_ACCOUNT_ID must be the numeric/],
    [{ WHATSAPP_PHONE_NUMBER_ID: "+1 555 0100" }, /^WHATSAPP_PHONE_NUMBER_ID must be the numeric/],
    [{ WHATSAPP_APP_ID: "app" }, /^WHATSAPP_APP_ID must be the numeric/],
    [{ WHATSAPP_APP_SECRET: " " }, /^WHATSAPP_APP_SECRET is missing/],
    [{ WHATSAPP_APP_SECRET: "geheim\0" }, /^WHATSAPP_APP_SECRET must be letters/],
    [{ WHATSAPP_VERIFY_TOKEN: "" }, /^WHATSAPP_VERIFY_TOKEN is missing/],
    [{ WHATSAPP_API_URL: "graph.facebook.com" }, /^WHATSAPP_API_URL must be a URL/],
    [{ WHATSAPP_API_URL: "file:///geheim" }, /^WHATSAPP_API_URL must be a URL/],
    [{ WHATSAPP_API_URL: "https://u:geheim@host" }, /^WHATSAPP_API_URL must be a URL/],
    [{ WHATSAPP_API_URL: "https://host/?token=geheim" }, /^WHATSAPP_API_URL must be a URL/],
    [{ WHATSAPP_API_VERSION: "25" }, /^WHATSAPP_API_VERSION must be a version, such as v25\.0/],
    [{ WHATSAPP_API_VERSION: "latest" }, /^WHATSAPP_API_VERSION must be a version/],
  ];
  for (const [more, words] of cases) assertRefused({ ...GOOD, ...more }, words);
});

const STORE = {
  CASEMENT_S3_ENDPOINT: "https://s3.example.com",
  CASEMENT_S3_BUCKET: "my-files",
  CASEMENT_S3_KEY_ID: "AKIA-geheim",
  CASEMENT_S3_SECRET: "geheim/4",
};

test("[O15] a store is set whole and fit, or the setting at fault is named and not repeated", () => {
  const cases: readonly (readonly [Record<string, string>, RegExp])[] = [
    [{ CASEMENT_S3_ENDPOINT: "" }, /^CASEMENT_S3_ENDPOINT is missing/],
    [{ CASEMENT_S3_ENDPOINT: "s3.geheim.com" }, /^CASEMENT_S3_ENDPOINT must be a URL/],
    [{ CASEMENT_S3_ENDPOINT: "https://u:geheim@host" }, /^CASEMENT_S3_ENDPOINT must be a URL/],
    [{ CASEMENT_S3_ENDPOINT: "https://host/?geheim" }, /^CASEMENT_S3_ENDPOINT must be a URL/],
    [{ CASEMENT_S3_BUCKET: "" }, /^CASEMENT_S3_BUCKET is missing/],
    [{ CASEMENT_S3_BUCKET: "a/geheim" }, /^CASEMENT_S3_BUCKET must be the name of a bucket/],
    [{ CASEMENT_S3_KEY_ID: "" }, /^CASEMENT_S3_KEY_ID is missing/],
    [{ CASEMENT_S3_SECRET: "" }, /^CASEMENT_S3_SECRET is missing/],
    [{ CASEMENT_S3_SECRET: "geheim geheim" }, /^CASEMENT_S3_SECRET must be letters/],
    [{ CASEMENT_S3_REGION: "geheim!" }, /^CASEMENT_S3_REGION must be the name of a region/],
    [{ CASEMENT_S3_PATH_STYLE: "maybe" }, /^CASEMENT_S3_PATH_STYLE is "maybe"; it must be yes/],
    [
      { CASEMENT_S3_ENDPOINT: "http://10.0.0.7:9000", CASEMENT_S3_PATH_STYLE: "no" },
      /^CASEMENT_S3_ENDPOINT.*before an IP address no bucket can stand$/,
    ],
  ];
  for (const [more, words] of cases) assertRefused({ ...STORE, ...more }, words);
  assert.deepEqual(hubConfigFrom(STORE).bucket, {
    ...{ endpoint: "https://s3.example.com", region: "us-east-1", bucket: "my-files" },
    ...{ keyId: "AKIA-geheim", secret: "geheim/4", isPathStyle: true },
  });
  assert.equal(hubConfigFrom({}).bucket, undefined);
});

test("a number that is named in part is not passed over", () => {
  for (const name of ["WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN", "WHATSAPP_PHONE_NUMBER_ID"]) {
    assert.throws(() => hubConfigFrom({ [name]: "1" }), /^ConfigFailure: WHATSAPP_\w+ is missing/);
  }
  assert.equal(hubConfigFrom({ WHATSAPP_API_URL: "http://127.0.0.1:2425" }).connection, undefined);
});

test("the usual other names are taken, and what is left out is as it usually is", () => {
  const config = hubConfigFrom({
    WHATSAPP_TOKEN: " t ",
    WABA_ID: "1",
    META_APP_SECRET: "s",
    VERIFY_TOKEN: "v",
    META_GRAPH_URL: "http://127.0.0.1:2425/",
  });

  assert.deepEqual(config.connection, {
    apiUrl: "http://127.0.0.1:2425",
    graphVersion: "v25.0",
    accountId: 1n,
    accessToken: "t",
    numberId: undefined,
    appId: 0n,
    appSecret: "s",
    verifyToken: "v",
  });
  assert.deepEqual([config.port, config.host, config.folder], [2424, "127.0.0.1", ".casement"]);
});

/** The setting at fault is named in one line, and nothing that is secret is said. */
function assertRefused(environment: Record<string, string>, words: RegExp): void {
  assert.throws(
    () => hubConfigFrom(environment),
    (error) => {
      assert.ok(error instanceof ConfigFailure, String(error));
      assert.match(error.message, words);
      assert.doesNotMatch(error.message, /geheim|\n/);
      return true;
    },
    String(words),
  );
}
