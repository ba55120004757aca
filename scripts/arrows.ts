import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseSync } from 'oxc-parser';

/**
 * Checks which folder imports which (`npm run arrows`): the arrows of the architecture, the packages
 * that a folder must do without, and circles among values. Type imports count as arrows too.
 */

interface Folder {
  readonly path: string;
  /** What it may import besides itself: path prefixes. */
  readonly may: readonly string[];
  /** Packages that it must do without. */
  readonly without: RegExp;
  readonly because: string;
}

const INTERFACE = /^(react|react-dom|@xyflow\/|comlink)/;
const PURE = /^(react|react-dom|@xyflow\/|@tensorflow\/|comlink|node:|sharp)/;
/** Of the compiler, node kinds may use what describes values; they must not compile anything. */
const DESCRIPTIONS =
  'catalog architectures/index backbone-blocks expressions kind params facts pooling-param per-class-limit describe-data describe-model tuning'
    .split(' ')
    .map((name) => `src/plan/${name}`);

const FOLDERS: readonly Folder[] = [
  { path: 'src/graph/', may: [], without: PURE, because: 'the document stands alone' },
  {
    path: 'nodes/',
    may: ['src/graph/', ...DESCRIPTIONS],
    without: PURE,
    because: 'node kinds only describe',
  },
  { path: 'src/plan/', may: ['src/graph/'], without: PURE, because: 'the compiler gets the kinds passed in' },
  {
    path: 'src/engine/',
    may: ['src/plan/', 'src/graph/problem'],
    without: INTERFACE,
    because: 'the engine runs plans and knows no document and no interface',
  },
  {
    path: 'src/worker/',
    may: ['src/engine/', 'src/plan/', 'src/graph/problem'],
    without: /^(react|react-dom|@xyflow\/)/,
    because: 'the boundary joins engine and plan',
  },
  {
    path: 'src/cli/',
    may: ['src/engine/', 'src/plan/', 'src/graph/', 'nodes/registry'],
    without: /^(react|react-dom|@xyflow\/|@tensorflow\/|comlink)/,
    because: 'the headless runner needs no browser, and reaches tfjs through the engine',
  },
  {
    path: 'src/offline/',
    may: [],
    without: /./,
    because: 'the service worker is one small file that needs nothing',
  },
  {
    path: 'src/editor/',
    may: [
      'src/offline/protocol',
      'src/graph/',
      'src/plan/',
      'src/worker/api',
      'src/worker/client',
      'nodes/registry',
      'templates/',
    ],
    without: /^(@tensorflow\/|node:|sharp)/,
    because: 'the editor reaches the engine through the worker only',
  },
];

interface Import {
  readonly specifier: string;
  readonly isType: boolean;
}

function importsOf(file: string): Import[] {
  const { module } = parseSync(file, readFileSync(file, 'utf8'));
  const from = (specifier: string, isTypes: readonly boolean[]): Import => ({
    specifier,
    isType: isTypes.length > 0 && isTypes.every(Boolean),
  });
  return [
    ...module.staticImports.map(({ moduleRequest, entries }) =>
      from(
        moduleRequest.value,
        entries.map((entry) => entry.isType),
      ),
    ),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? [from(moduleRequest.value, [isType])] : [],
      ),
    ),
  ];
}

/** The file that a relative import names, from the top of the project; `undefined` for a package. */
function target(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const path = normalize(join(dirname(file), specifier.replace(/\?.*$/, '')));
  return ['', '.ts', '.tsx'].map((ending) => path + ending).find(isFile) ?? path;
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

const files = FOLDERS.flatMap(({ path }) =>
  readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path + name),
);

const faults: string[] = [];
const values = new Map<string, string[]>();
for (const file of files) {
  const folder = FOLDERS.find(({ path }) => file.startsWith(path));
  if (!folder) continue;
  const { path, may, without, because } = folder;
  for (const { specifier, isType } of importsOf(file)) {
    const to = target(file, specifier);
    if (to === undefined) {
      if (without.test(specifier)) faults.push(`${file} imports ${specifier}: ${because}.`);
      continue;
    }
    if (![path, ...may].some((prefix) => to.startsWith(prefix))) {
      faults.push(`${file} imports ${to}: ${because}.`);
    }
    if (!isType) values.set(file, [...(values.get(file) ?? []), to]);
  }
}

/** Depth-first search; a file met again on its own path closes a circle. */
function findCircles(file: string, path: readonly string[], done: Set<string>): void {
  if (path.includes(file)) {
    faults.push(`Circle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
    return;
  }
  if (done.has(file)) return;
  for (const next of values.get(file) ?? []) findCircles(next, [...path, file], done);
  done.add(file);
}
const done = new Set<string>();
for (const file of files) findCircles(file, [], done);

for (const fault of faults) console.error(fault);
console.log(`${files.length} files, ${faults.length} wrong imports.`);
process.exitCode = faults.length === 0 ? 0 : 1;
