import { ALICE, answerFrom, BASE, type TestWorld } from "../world.ts";
import { type Case, MP, pn, post, waba } from "./asking.ts";
import { golden } from "./shape.ts";

const FLOW = { name: "my first flow", categories: ["SIGN_UP"] };

async function flow(world: TestWorld): Promise<string> {
  const flow_json = '{"version":"2.1","data_api_version":"3.0","screens":[{"id":"A"}]}';
  const body = { ...FLOW, flow_json, endpoint_uri: "https://flows.example" };
  return (await world.graph("POST", waba(world, "/flows"), body)).body.id;
}

async function group(world: TestWorld): Promise<string> {
  await world.graph("POST", pn(world, "/groups"), golden("requests", "group.create"));
  const { data } = (await world.graph("GET", pn(world, "/groups"))).body;
  const { id } = data.groups[0];
  const { invite_link: link } = (await world.graph("GET", `/v24.0/${id}/invite_link`)).body;
  await world.control("POST", `/emulator/customers/${ALICE}/join`, { link });
  return id;
}

/** Something to report on: two days, two customers, a call, a tap. */
async function history(world: TestWorld): Promise<string> {
  const template = { name: "hello_world", language: { code: "en_US" } };
  const { body } = await world.send({ to: ALICE, type: "template", template });
  await world.turn("1m");
  await world.control("POST", `/emulator/customers/${ALICE}/messages`, {
    type: "button",
    button: { text: "Tell me more", payload: "more" },
    context: { id: body.messages[0].id },
  });
  await world.text(ALICE, "hi");
  await world.turn("1m");
  const { id } = (await world.control("POST", `/emulator/customers/${ALICE}/calls`)).body;
  const session = { sdp_type: "answer", sdp: "v=0" };
  await world.graph("POST", pn(world, "/calls"), { ...MP, call_id: id, action: "accept", session });
  await world.turn("1m");
  await world.graph("POST", pn(world, "/calls"), { ...MP, call_id: id, action: "terminate" });
  const at = Date.parse((await world.control("GET", "/emulator/clock")).body.now) / 1_000;
  return `start(${Math.floor(at) - 86_400}).end(${Math.floor(at) + 86_400})`;
}

export function report(name: string, rest: string): Case["ask"] {
  return async (world) => {
    const fields = `${name}.${await history(world)}.${rest}`;
    return world.graph("GET", waba(world, `?fields=${encodeURIComponent(fields)}`));
  };
}

/** Calls, flows, groups, reports. */
export const WORK_CASES: readonly Case[] = [
  {
    name: "a call to the customer",
    like: "calls.connect",
    ask: async (world) => {
      const { to } = golden("requests", "calls.connect");
      await world.control("POST", `/emulator/customers/${to}/calls`);
      await world.control("POST", `/emulator/customers/${to}/calls`, { action: "terminate" });
      return post("/calls", "calls.connect")(world);
    },
  },
  {
    name: "a call ends",
    like: "success_true",
    ask: async (world) => {
      const { id: call_id } = (await world.control("POST", `/emulator/customers/${ALICE}/calls`))
        .body;
      return post("/calls", "calls.terminate", { call_id })(world);
    },
    but: { extra: ["messaging_product"] },
  },
  {
    name: "a call ends, as documented elsewhere",
    like: "calls.terminate",
    ask: async (world) => {
      const { body } = await world.control("POST", `/emulator/customers/${ALICE}/calls`);
      return post("/calls", "calls.terminate", { call_id: body.id })(world);
    },
    but: { extra: ["messaging_product"] },
  },
  {
    name: "whether one may call",
    like: "call_permissions",
    ask: async (world) => {
      await world.control("POST", `/emulator/customers/${ALICE}/calls`);
      return world.graph("GET", pn(world, `/call_permissions?user_wa_id=${ALICE}`));
    },
    but: {
      missing: ["actions[].limits[].limit_expiration_time"],
      wrong: ["actions[].limits: list"],
    },
  },
  {
    name: "a flow",
    like: "flows.create",
    ask: (world) => world.graph("POST", waba(world, "/flows"), FLOW),
  },
  {
    name: "flows",
    like: "flows.list",
    ask: async (world) => {
      await world.graph("POST", waba(world, "/flows"), { ...FLOW, flow_json: "{}" });
      return world.graph("GET", waba(world, "/flows"));
    },
  },
  {
    name: "all of a flow",
    like: "flow.get",
    ask: async (world) => {
      const fields = Object.keys(golden("responses", "flow.get")).join(",");
      return world.graph("GET", `/v24.0/${await flow(world)}?fields=${fields}`);
    },
    but: {
      missing: [
        "health_status.entities[].errors",
        "health_status.entities[].errors[].error_code",
        "health_status.entities[].errors[].error_description",
        "health_status.entities[].errors[].possible_solution",
        "whatsapp_business_account.business_type",
      ],
    },
  },
  {
    name: "a flow's preview",
    like: "flow.preview",
    ask: async (world) =>
      world.graph("GET", `/v24.0/${await flow(world)}?fields=preview.invalidate(false)`),
  },
  {
    name: "a flow's assets",
    like: "flow.assets",
    ask: async (world) => world.graph("GET", `/v24.0/${await flow(world)}/assets`),
  },
  {
    name: "a flow's JSON",
    like: "flow.upload_json",
    ask: async (world) => {
      const form = new FormData();
      form.set("name", "flow.json");
      form.set("asset_type", "FLOW_JSON");
      form.set("file", new File(["{}"], "flow.json", { type: "application/json" }));
      const { token } = world.emulator.credentials;
      const response = await world.emulator.fetch(
        new Request(`${BASE}/v24.0/${await flow(world)}/assets`, {
          method: "POST",
          headers: { authorization: `Bearer ${token}` },
          body: form,
        }),
      );
      return answerFrom(response);
    },
  },
  {
    name: "flows move",
    like: "flows.migrate",
    ask: async (world) => {
      await flow(world);
      const { wabaId: source_waba_id } = world.emulator.credentials;
      const source_flow_names = ["my first flow", "leadgen"];
      const body = { source_waba_id, source_flow_names };
      return world.graph("POST", waba(world, "/migrate_flows"), body);
    },
  },
  {
    name: "a group",
    like: "group.get",
    ask: async (world) => world.graph("GET", `/v24.0/${await group(world)}`),
  },
  {
    name: "a group's link",
    like: "group.invite_link",
    ask: async (world) => world.graph("GET", `/v24.0/${await group(world)}/invite_link`),
  },
  {
    name: "who may join a group",
    like: "group.join_requests_approved",
    ask: async (world) => {
      const id = await group(world);
      return world.graph("POST", `/v24.0/${id}/join_requests`, { ...MP, join_requests: ["none"] });
    },
    // What is wrong is told of each request, and not again of all.
    but: {
      missing: [
        "errors",
        ...["code", "error_data", "error_data.details", "message", "title"].map(
          (member) => `errors[].${member}`,
        ),
      ],
    },
  },
  {
    name: "a marketing message",
    like: "marketing_messages",
    ask: (world) =>
      world.graph("POST", pn(world, "/marketing_messages"), {
        ...{ ...MP, to: ALICE, type: "template" },
        template: {
          name: "spring_sale",
          language: { code: "en_US" },
          components: [
            {
              type: "header",
              parameters: [{ type: "image", image: { link: "https://example.com/spring.jpg" } }],
            },
            { type: "body", parameters: [{ type: "text", text: "Ann" }] },
          ],
        },
      }),
    // Newer than the sample, and as for every template.
    but: { extra: ["messages[].message_status"], missing: ["success"] },
  },
  {
    name: "the past of the phone app",
    like: "smb_app_data",
    ask: (world) =>
      world.graph("POST", pn(world, "/smb_app_data"), { ...MP, sync_type: "history" }),
  },
  {
    name: "analytics",
    like: "analytics",
    ask: report("analytics", "granularity(DAY).country_codes([])"),
    but: { missing: ["analytics.country_codes"] },
  },
  {
    name: "pricing analytics",
    like: "pricing_analytics",
    ask: report(
      "pricing_analytics",
      "granularity(DAILY).dimensions([COUNTRY,TIER,PRICING_TYPE,PRICING_CATEGORY])",
    ),
    but: { extra: ["id"] },
  },
  {
    name: "call analytics",
    like: "call_analytics",
    ask: report("call_analytics", "granularity(DAILY)"),
    // A call has no price here.
    but: { missing: ["call_analytics.data[].data_points[].cost"] },
  },
  {
    name: "template analytics",
    like: "template_analytics",
    ask: async (world) => {
      await world.graph("POST", waba(world, "?is_enabled_for_insights=true"));
      const span = await history(world);
      const [, start, end] = /start\((\d+)\)\.end\((\d+)\)/.exec(span) ?? [];
      const query = `start=${start}&end=${end}&granularity=daily&template_ids=[100000000000101]`;
      return world.graph("GET", waba(world, `/template_analytics?${query}`));
    },
  },
];
