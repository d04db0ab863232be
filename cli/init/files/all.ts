import type { Answers } from "../answers.ts";
import { reviewWorkflow, rollOutWorkflow } from "./github.ts";
import { gitlabPipeline } from "./gitlab.ts";
import { gitignoreFile, indexFile, packageFile, pulumiFile } from "./project.ts";
import { productionFile, stagingFile } from "./stacks.ts";

/** A file to write: its path within the folder, and its text. */
export interface File {
  readonly path: string;
  readonly text: string;
}

/** The paths of the pipelines' files. */
const PIPELINE_FILES: Readonly<Record<Answers["pipeline"], readonly File[]>> = {
  github: [
    { path: ".github/workflows/review.yaml", text: reviewWorkflow() },
    { path: ".github/workflows/roll-out.yaml", text: rollOutWorkflow() },
  ],
  gitlab: [{ path: ".gitlab-ci.yml", text: gitlabPipeline() }],
  none: [],
};

/** What no file of may be there: it would be overwritten. */
export const WRITTEN: readonly string[] = [
  "Pulumi.yaml",
  "Pulumi.staging.yaml",
  "Pulumi.production.yaml",
  "index.ts",
  ...Object.values(PIPELINE_FILES)
    .flat()
    .map(({ path }) => path),
];

/**
 * The files of a team's folder.
 *
 * @param required what the folder depends on, by package
 * @param existing the text of a `package.json` that is there
 */
export function filesOf(
  answers: Answers,
  required: Readonly<Record<string, string>>,
  existing: string | undefined,
): readonly File[] {
  const { name, site, pipeline } = answers;
  return [
    { path: "package.json", text: packageFile(name, required, existing) },
    { path: "Pulumi.yaml", text: pulumiFile(name, site) },
    { path: "Pulumi.staging.yaml", text: stagingFile(answers) },
    { path: "Pulumi.production.yaml", text: productionFile(answers) },
    { path: "index.ts", text: indexFile() },
    { path: ".gitignore", text: gitignoreFile() },
    { path: "evidence/.gitkeep", text: "" },
    ...PIPELINE_FILES[pipeline],
  ];
}
