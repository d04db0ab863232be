import ts from "typescript";
import { WORDS, type Word } from "./list.ts";

/** A word of the list where it is not to be. */
export interface Hit {
  /** From 1. */
  readonly line: number;
  /** As it stands there: a word, or the identifier that has it. */
  readonly result: string;
  readonly instead: string;
}

/** A piece of a file that a person reads, where it begins, and what it is. */
interface Piece {
  readonly text: string;
  readonly line: number;
  readonly kind: "text" | "name";
}

/** The words of the list in a text. */
export function inText(text: string): Hit[] {
  return text
    .split("\n")
    .flatMap((line, index) => hitsIn({ text: line, line: index + 1, kind: "text" }));
}

/** The words of the list in a path: folders and file names are names. */
export function inPath(path: string): Hit[] {
  return hitsIn({ text: path, line: 1, kind: "name" });
}

/**
 * The words of the list in a source file of TypeScript or JavaScript: in its messages, in what it searches
 * them for, and in the names that it declares.
 */
export function inSource(source: string): Hit[] {
  const file = ts.createSourceFile("source.ts", source, ts.ScriptTarget.Latest, true);
  const pieces: Piece[] = [];
  const visit = (node: ts.Node): void => {
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
    if (isMessage(node)) pieces.push({ text: node.text, line, kind: "text" });
    else if (isDeclared(node)) pieces.push({ text: node.text, line, kind: "name" });
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return pieces.flatMap(hitsIn);
}

function hitsIn({ text, line, kind }: Piece): Hit[] {
  const read = kind === "name" ? wordsIn(text) : text;
  return WORDS.filter(({ where }) => kind === "name" || where === "everywhere").flatMap(
    ({ forms, instead }: Word) =>
      [...read.matchAll(forms)].map(([result]) => ({
        ...{ line, instead },
        result: kind === "name" ? `${text} (${result})` : result,
      })),
  );
}

/** A name's words: `mayRise`, `MAY_RISE` and `may-rise` are `may rise`. */
function wordsIn(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[^A-Za-z0-9]+/g, " ")
    .toLowerCase();
}

/** Text that may be printed, or is searched for; the file that an import names is judged by its path. */
function isMessage(node: ts.Node): node is ts.LiteralLikeNode {
  if (ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent)) return false;
  return (
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node) ||
    ts.isRegularExpressionLiteral(node)
  );
}

/** A name where it is declared; where it is used it may be a library's. */
function isDeclared(node: ts.Node): node is ts.Identifier {
  return (
    ts.isIdentifier(node) &&
    !ts.isPropertyAccessExpression(node.parent) &&
    "name" in node.parent &&
    node.parent.name === node
  );
}
