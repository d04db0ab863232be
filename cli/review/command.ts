import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { Command, Option } from "commander";
import { reviewOutput } from "../output/review.ts";
import { withProgress } from "../progressLine.ts";
import { findProject } from "../project.ts";
import { stackOption } from "../stackOption.ts";
import { UserError } from "../userError.ts";
import { readEvents } from "./events.ts";
import { LONGEST, markdownOf } from "./markdown.ts";
import { preview } from "./preview.ts";
import { reviewOf } from "./review.ts";

export function reviewCommand(): Command {
  return new Command("review")
    .description(
      "What a pull request should say of a stack: previews it with the policy pack in policies/, and prints a comment in Markdown. Changes nothing.",
    )
    .option(
      "--events <file>",
      "a preview's events instead, from a file, or from standard input where it is -",
    )
    .addOption(reviewFormat())
    .addOption(stackOption())
    .addHelpText(
      "after",
      `
The events are what this prints; they hold the stack's config, so keep them to yourself:
  PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true pulumi preview --json --policy-pack policies

The comment begins with a hidden line that names the stack, by which it is found to be written anew. It
is printed whatever the verdict is. Printed elsewhere than in a terminal, it is no longer than GitHub
takes: verdict, reasons and how to roll back stay.
Exit codes: 0 it would be applied, 1 it is refused or the preview failed, 2 there was no preview.`,
    )
    .action(async ({ stack, events: file, format }: Options) => {
      const previewed =
        file === undefined
          ? await withProgress(`previewing ${stack}`, preview(findProject(), stack))
          : { events: await read(file), said: "" };
      const review = reviewOf(readEvents(previewed.events), { stack, said: previewed.said });
      process.stdout.write(
        format === "json"
          ? `${JSON.stringify(reviewOutput(review), null, 2)}\n`
          : markdownOf(review, process.stdout.isTTY ? Infinity : LONGEST),
      );
      process.exitCode = review.refused ? 1 : 0;
    });
}

interface Options {
  readonly stack: string;
  readonly events?: string;
  readonly format: "markdown" | "json";
}

function reviewFormat(): Option {
  return new Option("--format <format>", "for a pull request, or for programs")
    .choices(["markdown", "json"])
    .default("markdown");
}

async function read(file: string): Promise<string> {
  if (file === "-") return text(process.stdin);
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(`the events cannot be read: ${why}`);
  }
}
