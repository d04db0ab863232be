import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ask, GitError, hasCommit } from "./ask.ts";

/** Who wrote a commit, or a part of it. */
export interface Author {
  readonly name: string;
  readonly email: string;
  readonly commit: string;
}

/** Hosts write it at a squash, wherever it stands among what they gather; people, when they work as two. */
const CO_AUTHOR = /^[ \t]*co-authored-by[ \t]*:(.*)$/gim;

/** The same as git reads it, who folds it over lines too. https://git-scm.com/docs/git-interpret-trailers */
const TRAILERS = "%(trailers:key=Co-authored-by,unfold,valueonly,separator=%x0A)";

const LINE = `%H%x1f%an%x1f%ae%x1f%aN%x1f%aE%x1f${TRAILERS}%x1f%B`;

/**
 * Everybody who wrote a part of a release since another: the authors of its commits, those of merged
 * branches too, under the names of `.mailmap` as well, and co-authors. Where the checkout does not have the
 * other, everybody who ever wrote a part of it.
 * https://git-scm.com/docs/git-log, https://git-scm.com/docs/gitmailmap,
 * https://docs.github.com/en/pull-requests/committing-changes-to-your-project/creating-and-editing-commits/creating-a-commit-with-multiple-authors
 *
 * @throws {GitError} where the checkout does not have the release, or lacks a part of that history
 */
export async function authorsSince(
  checkout: string,
  commit: string,
  since: string | undefined,
): Promise<Author[]> {
  const before = since !== undefined && (await hasCommit(checkout, since)) ? [`^${since}`] : [];
  const commits = await logOf(checkout, [commit, ...before]);
  // Its own author too, where it is an older one than the other.
  if (!commits.some((one) => one.id === commit))
    commits.push(...(await logOf(checkout, ["-1", commit])));
  const cut = await cutOff(checkout);
  if (commits.some(({ id }) => cut.has(id)))
    throw new GitError(
      "this clone is shallow, and does not have all who wrote the release: git fetch --unshallow",
    );
  const authors = commits.flatMap(({ authors }) => authors);
  return [...new Map(authors.map((one) => [`${one.name}\n${one.email}`, one])).values()];
}

async function logOf(checkout: string, what: readonly string[]) {
  const { stdout } = await ask(checkout, [
    ...["-c", "trailer.separators=:", "log", "-z", `--format=${LINE}`, "--encoding=UTF-8"],
    ...["--no-show-signature", "--no-notes", "--no-color", "--no-patch"],
    ...what,
    "--",
  ]);
  return stdout
    .split("\0")
    .filter((entry) => entry !== "")
    .map((entry) => {
      const [id = "", name = "", email = "", mapped = "", mappedEmail = "", ...said] =
        entry.split("\u001f");
      const [trailers = "", ...body] = said;
      const coAuthors = [
        ...Array.from(body.join(" ").matchAll(CO_AUTHOR), ([, who = ""]) => who),
        ...trailers.split("\n"),
      ].filter((who) => who.trim() !== "");
      const people = [[name, email], [mapped, mappedEmail], ...coAuthors.map(personIn)];
      return {
        id,
        authors: people.map(([who = "", address = ""]) => ({
          name: who,
          email: address,
          commit: id,
        })),
      };
    });
}

/** `Ada Lovelace <ada@example.com>` */
function personIn(text: string): [name: string, email: string] {
  const [, name = "", email = ""] = /^([^<]*)(?:<([^>]*)>?)?/.exec(text) ?? [];
  return [name.trim(), email];
}

/** The commits whose parents a shallow clone does not have. https://git-scm.com/docs/shallow */
async function cutOff(checkout: string): Promise<ReadonlySet<string>> {
  const { stdout } = await ask(checkout, ["rev-parse", "--git-path", "shallow"]);
  const file = resolve(checkout, stdout.trim());
  return new Set(existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : []);
}
