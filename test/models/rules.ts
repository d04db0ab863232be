import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import ts from "typescript";

const CLOUDS = join(import.meta.dirname, "../../rehearsal/clouds");

/** A rule by which a stand-in refuses something. */
export interface Rule {
  /** The cloud: `aws`, `cloudflare`, `datadog` or `vercel`. */
  readonly cloud: string;
  /** Its file and its function, e.g. `record.ts unlikeTtl`. */
  readonly name: string;
  /** The pages that its comment cites. */
  readonly pages: readonly string[];
  /** Whether its comment says that it is a guess. */
  readonly isGuess: boolean;
  /** Whether its comment says that it is the stand-in's own, and that no cloud refuses the like. */
  readonly isOwn: boolean;
}

/** What a rule answers: what the vendor says, or nothing. */
const ANSWERS = ["string | undefined", "Refusal | undefined"];

/** All rules of the stand-ins: their functions that answer what a vendor would say, or nothing. */
export function rules(): Rule[] {
  return globSync("{aws,cloudflare,datadog,vercel}/*.ts", { cwd: CLOUDS })
    .sort()
    .flatMap((file) => rulesIn(file));
}

function rulesIn(file: string): Rule[] {
  const text = readFileSync(join(CLOUDS, file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return source.statements.filter(ts.isFunctionDeclaration).flatMap((declaration) => {
    const answers = declaration.type?.getText() ?? "";
    if (!ANSWERS.includes(answers) || !declaration.name) return [];
    const comment = text.slice(declaration.getFullStart(), declaration.getStart());
    const [cloud, name] = [dirname(file), `${basename(file)} ${declaration.name.text}`];
    const pages = [...comment.matchAll(/https:\/\/[^\s,;)]+[^\s,;).:]/g)].map(([page]) => page);
    const [isGuess, isOwn] = [/\bA guess\b/, /\bNo refusal of\b/].map((word) => word.test(comment));
    return [{ cloud, name, pages, isGuess: isGuess === true, isOwn: isOwn === true }];
  });
}
