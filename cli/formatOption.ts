import { Option } from "commander";

/** How a command prints what it has to say: for people, or as JSON for programs. */
export function formatOption(): Option {
  return new Option(
    "--format <format>",
    "for people, or for programs; docs/schemas/ describes the JSON",
  )
    .choices(["text", "json"])
    .default("text");
}

export type OutputFormat = "text" | "json";
