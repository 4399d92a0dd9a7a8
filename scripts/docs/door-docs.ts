import { glob } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { root } from '../tell.ts';

const floors: readonly (readonly string[])[] = createRequire(import.meta.url)('../../floors.cjs');

// `tables.ts` is private (the labels in it are its documentation); nobody imports main or web.
const isDoor = (file: string): boolean => !/\.test\.tsx?$|\/tables\.ts$|^src\/(main|web)\//.test(file);

const findDoors = async (): Promise<string[]> => {
  const patterns = floors.flat().map((room) => `src/${room}/*.{ts,tsx}`);
  return (await Array.fromAsync(glob(patterns, { cwd: root }))).filter(isDoor).sort();
};

const openProgram = (files: readonly string[]): ts.Program => {
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  return ts.createProgram(
    files.map((file) => join(root, file)),
    options,
  );
};

/** The doc comment that stands right before a declaration, without its stars. */
const commentOf = (declaration: ts.Declaration): string => {
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  const text = statement.getSourceFile().text;
  const ranges = ts.getLeadingCommentRanges(text, statement.getFullStart()) ?? [];
  const last = ranges.map(({ pos, end }) => text.slice(pos, end)).findLast((comment) => comment.startsWith('/**'));
  return (last ?? '')
    .replace(/^\/\*\*|\*\/$/g, '')
    .replace(/^[ \t]*\* ?/gm, '')
    .trim();
};

const isFunction = (checker: ts.TypeChecker, symbol: ts.Symbol, at: ts.Node): boolean =>
  (symbol.flags & ts.SymbolFlags.Value) !== 0 &&
  (symbol.flags & ts.SymbolFlags.Class) === 0 &&
  checker.getTypeOfSymbolAtLocation(symbol, at).getCallSignatures().length > 0;

const problemOf = (checker: ts.TypeChecker, symbol: ts.Symbol, declaration: ts.Declaration): string | undefined => {
  const comment = commentOf(declaration);
  if (comment === '' || comment.startsWith('@')) return 'has no sentence that says what it is';
  if (!isFunction(checker, symbol, declaration) || /@personal\s+\S/.test(comment)) return undefined;
  return 'has no @personal line (none, or what it gives)';
};

/** What is wrong with the exports of one door; each is judged where it is defined. */
const problemsOf = (program: ts.Program, door: string): string[] => {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(join(root, door));
  const module = source && checker.getSymbolAtLocation(source);
  const exported = module === undefined ? [] : checker.getExportsOfModule(module);
  return exported.flatMap((found) => {
    const symbol = found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
    const declaration = symbol.declarations?.[0];
    if (declaration === undefined || declaration.getSourceFile().fileName.includes('node_modules')) return [];
    const problem = problemOf(checker, symbol, declaration);
    return problem === undefined
      ? []
      : [`${relative(root, declaration.getSourceFile().fileName)}: ${symbol.name} ${problem}`];
  });
};

/** Exports of the doors whose documentation is missing or incomplete, one line each. */
export const doorProblems = async (): Promise<string[]> => {
  const doors = await findDoors();
  const program = openProgram(doors);
  return [...new Set(doors.flatMap((door) => problemsOf(program, door)))].sort();
};
