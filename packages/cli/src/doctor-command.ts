import { machineTime } from "@casement/engine/system-clock";
import type { Finding } from "@casement/hub";
import type { Command } from "commander";
import { environment } from "./config.ts";

interface DoctorOptions {
  readonly json?: boolean;
  readonly allPosts?: boolean;
}

/** `casement doctor`: whether all is well with a stopped hub, and what to do where it is not. */
export function addDoctor(program: Command): void {
  program
    .command("doctor")
    .description("check a stopped hub's database, key, posts and books, and say what to do")
    .option("--json", "tell it as JSON")
    .option("--all-posts", "verify every kept post's signature, not only the newest")
    .action(doctor);
}

async function doctor({ json = false, allPosts = false }: DoctorOptions): Promise<void> {
  const { diagnose, hubConfigFrom, jsonLog, systemIds } = await import("@casement/hub");
  const findings = await diagnose(hubConfigFrom(environment), {
    machine: machineTime,
    ids: systemIds,
    log: jsonLog(),
    allPosts,
  });
  const isWell = findings.every((one) => one.state !== "wrong");
  const told = json ? JSON.stringify({ ok: isWell, findings }, null, 2) : textOf(findings);
  process.stdout.write(`${told}\n`);
  process.exitCode = isWell ? 0 : 1;
}

function textOf(findings: readonly Finding[]): string {
  return findings.map(lineOf).join("\n");
}

function lineOf({ check, state, what, remedy }: Finding): string {
  const line = `${state.padEnd(5)} ${check}: ${what}`;
  return remedy === null ? line : `${line}\n      -> ${remedy}`;
}
