/**
 * The bucket of a stack that names none: no two stacks and no two accounts have the same. Its name is one
 * of all of AWS (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html).
 *
 * @param stack `project/stack`, e.g. `shop/production`
 * @param account the AWS account's number
 */
export function archiveBucket(stack: string, account: string): string {
  const rest = `-logs-${account}`;
  const own = stack
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "");
  return `${own.slice(0, LONGEST - rest.length).replace(/-$/, "")}${rest}`;
}

/** Characters of a bucket's name. */
const LONGEST = 63;
