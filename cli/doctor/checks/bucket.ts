import { archiveBucket } from "../../../components/operations/archiveBucket.ts";
import { present } from "../../../rollout/parts.ts";
import { inProduction, type Check } from "../check.ts";
import { fault, ok } from "../finding.ts";
import { ofType, textIn, TYPES } from "../inState.ts";

const RULES = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html";

/** A bucket's name is one of all of AWS. */
export const bucket: Check = {
  id: "archive-bucket",
  title: "whether the archive's bucket is free",
  for: ["up"],
  run: inProduction(async ({ clouds, config, project, resources, stack }) => {
    const [aws, archive] = [present(config.operations.aws), present(config.operations.archive)];
    if (!aws || !archive) return [];
    const name = archive.bucket ?? archiveBucket(`${project.name}/${stack.name}`, aws.account);
    const own = ofType(await resources(), TYPES.bucket);
    if (own.some((one) => [one.id, textIn(one, "bucket")].includes(name)))
      return [ok(`${name} is this stack's`)];
    const state = await (await clouds.aws()).bucket(name);
    if (state === "absent") return [ok(`${name} is free`)];
    return [
      fault(
        state === "ours"
          ? `the bucket ${name} is in this account, and not in the state`
          : `the bucket ${name} is another account's, or closed to these credentials`,
        `a bucket's name that nobody in AWS has (${RULES})`,
        state === "ours"
          ? "name another operations.archive.bucket, or import this one"
          : "name another operations.archive.bucket",
      ),
    ];
  }),
};
