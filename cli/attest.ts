import { resolve } from "node:path";
import { Command } from "commander";
import { showing } from "../checklist/requirements.ts";
import type { Entry } from "../checklist/evidence.ts";
import { evidenced, type Item } from "../checklist/item.ts";
import { itemOf } from "../checklist/items.ts";
import { EvidenceError, evidenceName, writeEvidence } from "../measure/evidence.ts";
import { GitError } from "../measure/verify/git/ask.ts";
import { authorsSince, type Author } from "../measure/verify/git/authors.ts";
import { digestOf } from "../measure/verify/verified.ts";
import type { RolloutRecord } from "../rollout/record.ts";
import { isRelease, type Release } from "../rollout/release.ts";
import { readProduction } from "./production.ts";
import { evidenceFolder } from "./project.ts";
import { stackOption } from "./stackOption.ts";
import { UserError } from "./userError.ts";
import { timed } from "./verify/keep.ts";
import { prepared, releaseFor } from "./verify/subject.ts";

interface Options {
  stack: string;
  by: string;
  note?: string;
  link?: string;
}

export function attestCommand(): Command {
  return new Command("attest")
    .description(
      "Say, as a person, that an item of the checklist holds for a release, and write it down as evidence.",
    )
    .argument("<items...>", "the items' ids")
    .requiredOption("-b, --by <name>", 'who says so: "Ada Lovelace <ada@example.com>"')
    .option("-n, --note <words>", "what was checked or done, in a line")
    .option("--link <url>", "where it can be read")
    .addOption(stackOption())
    .addHelpText(
      "after",
      `
What a command can show is not taken from a person. For an item that needs a second person (full-promote,
test-payments), nobody is that person who wrote a part of the release since the stable one, as an author
or a co-author, by name or by e-mail. A team of one person says so in config, under secondPerson.

Evidence goes to evidence/<app commit>.json: commit it.`,
    )
    .action(attest);
}

async function attest(ids: string[], options: Options): Promise<void> {
  const items = ids.map(attestable);
  const { project, config, record: result, request } = await readProduction(options.stack);
  const record = prepared(result, request);
  const person = options.by.trim();
  const attested = items.map((item) => ({ item, release: releaseFor(item, record) }));
  const checkout = config.app && resolve(project.directory, config.app.checkout);
  const apart = attested.filter(({ item }) => item.secondPerson && !config.secondPerson);
  for (const { item, release } of apart)
    refuseAuthors(item, person, await authorsIn(checkout, item, release, record), release);
  for (const { item, release } of attested) {
    try {
      const entry = entryOf(item, release, { person }, options);
      writeEvidence(evidenceFolder(project), timed(release), entry);
    } catch (error) {
      if (error instanceof EvidenceError) throw new UserError(error.message);
      throw error;
    }
    const file = `evidence/${evidenceName(release)}`;
    console.log(`${item.id} of ${release.version} is attested by ${person}: commit ${file}`);
  }
}

/** An item that a person may attest. Throws (`UserError`) for any other. */
export function attestable(id: string): Item {
  const item = itemOf(id);
  if (!item)
    throw new UserError(`${id} is no item of the checklist: ./canary checklist lists them`);
  switch (evidenced(item)) {
    case "attest":
      return item;
    case "verify":
      throw new UserError(`${id} is verified by a command alone: ${showing(item)}`);
    case undefined:
      throw new UserError(`${id} needs no evidence: ./canary checklist says what covers it`);
  }
}

/** Refuse who wrote a part of a release as the second person. Throws (`UserError`). */
export function refuseAuthors(
  item: Item,
  by: string,
  authors: readonly Author[],
  { version, commit }: Release,
): void {
  const names = namesIn(by);
  const own = authors.find(({ name, email }) =>
    [name, email].some((each) => names.includes(folded(each))),
  );
  if (!own) return;
  const wrote =
    own.commit === commit
      ? `is the author of ${version} (${commit})`
      : `wrote a part of ${version} (${own.commit})`;
  const who = own.email === "" ? own.name : `${own.name} <${own.email}>`;
  throw new UserError(
    `${item.id} needs a second person, and ${who} ${wrote}; a team of one says so in its config, as secondPerson: { none: "why" }`,
  );
}

async function authorsIn(
  checkout: string | undefined,
  item: Item,
  release: Release,
  { stable, previous }: RolloutRecord,
): Promise<readonly Author[]> {
  const needs = `${item.id} needs a second person, and git must say who wrote the release`;
  if (checkout === undefined)
    throw new UserError(`${needs}: name a checkout of the app under app.checkout`);
  const before = isRelease(stable, release) ? previous : stable;
  try {
    return await authorsSince(checkout, release.commit, before?.commit);
  } catch (error) {
    if (error instanceof GitError)
      throw new UserError(`${needs}; in ${checkout} it says: ${error.message}`);
    throw error;
  }
}

function entryOf(
  { id: item }: Item,
  { commit, deployment }: Release,
  by: { readonly person: string },
  said: { readonly note?: string | undefined; readonly link?: string | undefined },
): Entry {
  const entry = {
    item,
    verdict: "pass" as const,
    by,
    at: new Date().toISOString(),
    commit,
    deployment,
    ...(said.note !== undefined && { note: said.note }),
    ...(said.link !== undefined && { link: said.link }),
  };
  return { ...entry, digest: digestOf(JSON.stringify(entry)) };
}

/** Who is meant: `Ada Lovelace <ada@example.com>` is a name and an address, either of them alone too. */
function namesIn(by: string): string[] {
  const [, name = "", address = ""] = /^([^<]*)<([^>]*)>/.exec(by) ?? [];
  return [by, name, address].map(folded).filter((each) => each !== "");
}

function folded(text: string): string {
  return text.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
}
