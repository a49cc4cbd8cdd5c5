import type { Json } from "../../json.ts";
import { type Answer, type Call, SUCCESS } from "../../server/call.ts";
import { flagIn, listIn, objectsIn, tooLong, wordIn, wrong } from "../../server/parameter-fault.ts";
import { type Automation, changeSettings, settingsOf } from "../../world/number-settings.ts";
import { numberIn } from "./nodes.ts";

/** `POST /PN/conversational_automation`: the welcome, the ice breakers, the commands. */
export function setAutomation(call: Call): Answer {
  const { platform, parameters } = call;
  const number = numberIn(call);
  const fault = automationFault(parameters);
  if (fault !== undefined) return fault;
  const before = settingsOf(platform.world, number).automation ?? NONE;
  const { enable_welcome_message: welcomes, prompts, commands } = parameters;
  const automation: Automation = {
    welcomes: flagIn(welcomes) ?? before.welcomes,
    prompts: prompts === undefined ? before.prompts : listIn(prompts).map(String),
    commands: commands === undefined ? before.commands : objectsIn(commands).map(commandFrom),
  };
  changeSettings(platform.world, number, { automation });
  return SUCCESS;
}

/** As `GET /PN?fields=conversational_automation` has it. */
export function automationNode(automation: Automation | null, id: string): Json | undefined {
  if (automation === null) return undefined;
  return {
    enable_welcome_message: automation.welcomes,
    prompts: automation.prompts,
    commands: automation.commands.map(({ name, description }) => ({
      command_name: name,
      command_description: description,
    })),
    id,
  };
}

function commandFrom(command: Json): Automation["commands"][number] {
  const { command_name: name, command_description: description } = command;
  return { name: wordIn(name) ?? "", description: wordIn(description) ?? "" };
}

function automationFault({ prompts, commands }: Json): Answer | undefined {
  const texts = listIn(prompts);
  if (texts.length > PROMPTS_MAX) {
    return wrong("prompts", `must have at most ${PROMPTS_MAX} elements.`);
  }
  if (texts.some((text) => String(text).length > PROMPT_LENGTH_MAX)) {
    return tooLong("prompts", PROMPT_LENGTH_MAX);
  }
  const wanted = objectsIn(commands).map(commandFrom);
  if (wanted.length > COMMANDS_MAX) {
    return wrong("commands", `must have at most ${COMMANDS_MAX} elements.`);
  }
  for (const { name, description } of wanted) {
    if (name === "" || name.length > NAME_LENGTH_MAX) {
      return wrong("commands", `must have a command_name of 1 to ${NAME_LENGTH_MAX} characters.`);
    }
    if (description.length > DESCRIPTION_LENGTH_MAX) {
      return tooLong("commands['command_description']", DESCRIPTION_LENGTH_MAX);
    }
  }
  return undefined;
}

const NONE: Automation = { welcomes: false, prompts: [], commands: [] };
const PROMPTS_MAX = 4;
const PROMPT_LENGTH_MAX = 80;
const COMMANDS_MAX = 30;
const NAME_LENGTH_MAX = 32;
const DESCRIPTION_LENGTH_MAX = 256;
