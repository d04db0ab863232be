import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ask } from "./ask.ts";

/** How a work tree differs from its commit, and what git does not know of it. */
export interface Changes {
  /** A line for each file that was changed or added, as `git status --porcelain` has them. */
  readonly lines: readonly string[];
  /** Files that git is set not to check. */
  readonly unseen: readonly string[];
  /** Why the lines may not be all, as text, each with what to do. */
  readonly faults: readonly string[];
}

/**
 * What a work tree has that its commit does not, whatever the repository's settings hide: each submodule is
 * checked by itself, since its own settings, and those that the repository has of it, hide changes too.
 *
 * @param top the folder of the work tree
 * @param within where that is in the work tree that it is a submodule of: `lib/deep/`
 */
export async function changesIn(top: string, signal?: AbortSignal, within = ""): Promise<Changes> {
  const list = async (...args: string[]) => {
    const { stdout } = await ask(top, [...args, "-z"], { signal });
    return stdout.split("\0").filter((entry) => entry !== "");
  };
  // Of submodules the commits alone: what is changed in one is checked there.
  const changed = await list(
    ...["status", "--porcelain", "--untracked-files=no", "--no-renames"],
    "--ignore-submodules=dirty",
  );
  const entries = (await list("ls-files", "--stage")).map(entryOf);
  const links = entries.flatMap(({ mode, path }) => (mode === GITLINK ? path : []));
  const empty = links.filter((path) => !existsSync(join(top, path, ".git")));
  const own: Changes = {
    lines: [
      ...changed.map((line) => `${line.slice(0, 3)}${within}${line.slice(3)}`),
      ...(await added(list)).map((path) => `?? ${within}${path}`),
    ],
    ...unseenIn(await list("ls-files", "-v"), within),
  };
  const all = [own];
  for (const path of links)
    if (!empty.includes(path))
      all.push(await changesIn(join(top, path), signal, `${within}${path}/`));
  return {
    lines: all.flatMap(({ lines }) => lines),
    unseen: all.flatMap(({ unseen }) => unseen),
    faults: [
      ...empty.map(
        (path) =>
          `the submodule ${within}${path} is not checked out: git submodule update --init --recursive`,
      ),
      ...(await rewritten(top, within, signal)),
      ...all.flatMap(({ faults }) => faults),
    ],
  };
}

/** The mode of a submodule: https://git-scm.com/docs/index-format */
const GITLINK = "160000";

/** `MODE OBJECT STAGE<tab>PATH`: https://git-scm.com/docs/git-ls-files#_output */
function entryOf(entry: string): { readonly mode: string; readonly path: string } {
  return { mode: entry.slice(0, GITLINK.length), path: entry.slice(entry.indexOf("\t") + 1) };
}

/**
 * Files that are in no commit, and that no `.gitignore` of the repository ignores. What a clone alone
 * ignores (`.git/info/exclude`, `core.excludesFile`) counts; so does a `.gitignore` that is itself in no
 * commit, which hides itself and what is beside it: patterns of the command line come before those of
 * files. The same for `.gitattributes`. https://git-scm.com/docs/gitignore
 */
function added(list: (...args: string[]) => Promise<string[]>): Promise<string[]> {
  const excludes = [".gitignore", ".gitattributes"].map((name) => `--exclude=!${name}`);
  return list("ls-files", "--others", ...excludes, "--exclude-per-directory=.gitignore");
}

/**
 * Files that git is set not to check: what was changed in them is no change to it. `ls-files -v` has a
 * small letter for those that are assumed unchanged, and an S for those that the work tree is to skip.
 * https://git-scm.com/docs/git-ls-files, https://git-scm.com/docs/git-update-index
 */
function unseenIn(listed: readonly string[], within: string): Omit<Changes, "lines"> {
  const files = listed.filter((file) => /^(?:[a-z]|S) /.test(file));
  const git = within === "" ? "git" : `git -C ${within.slice(0, -1)}`;
  const marks = [
    ["assume-unchanged", files.filter((file) => /^[a-z]/.test(file)), ""],
    [
      "skip-worktree",
      files.filter((file) => /^s/i.test(file)),
      `, or ${git} sparse-checkout disable`,
    ],
  ] as const;
  const faults = marks.flatMap(([mark, marked, or]) => {
    const path = marked[0]?.slice(2);
    if (path === undefined) return [];
    const all = `${marked.length} ${marked.length === 1 ? "file is" : "files are"} marked ${mark}`;
    return [
      `${all}, and git does not look at ${within}${path}: ${git} update-index --no-${mark} ${path}${or}`,
    ];
  });
  return { unseen: files.map((file) => `${file.slice(0, 2)}${within}${file.slice(2)}`), faults };
}

/**
 * Attributes of the clone alone: by them a filter hands git another text than the file has.
 * https://git-scm.com/docs/gitattributes
 */
async function rewritten(top: string, within: string, signal?: AbortSignal): Promise<string[]> {
  const { stdout } = await ask(top, ["rev-parse", "--git-path", "info/attributes"], { signal });
  const file = resolve(top, stdout.replace(/\n$/, ""));
  if (!existsSync(file) || !/^\s*[^\s#]/m.test(readFileSync(file, "utf8"))) return [];
  const where = within === "" ? "" : ` of the submodule ${within.slice(0, -1)}`;
  return [
    `${file}${where} says how git reads files, in this clone alone: put what is in it into a .gitattributes`,
  ];
}
