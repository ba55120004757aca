/** Which folder may import which: the arrows of the architecture. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src|nodes|templates|scripts|tests)/', pathNot: [from, ...allowed] },
});

/** Of the compiler, node kinds may use what describes values; they must not compile anything. */
const DESCRIPTIONS =
  '^src/plan/(catalog|expressions|kind|params|facts|pooling-param|describe-data|describe-model|part-sizes)\\.ts$';

module.exports = {
  forbidden: [
    only('graph-stands-alone', '^src/graph/', [], 'The document imports nothing of ours.'),
    only('nodes', '^nodes/', ['^src/graph/', DESCRIPTIONS], 'Node kinds know the document and the descriptions of values.'),
    only('plan', '^src/plan/', ['^src/graph/', '^nodes/'], 'The compiler knows the document and the kinds.'),
    only('engine', '^src/engine/', ['^src/plan/', '^src/graph/problem\\.ts$'], 'The engine runs plans; it knows no document and no interface.'),
    only('worker', '^src/worker/', ['^src/engine/', '^src/plan/', '^src/graph/problem\\.ts$'], 'The boundary joins engine and plan.'),
    only('cli', '^src/cli/', ['^src/(engine|plan|graph)/', '^nodes/'], 'The headless runner needs no browser.'),
    only('editor', '^src/editor/', ['^src/(graph|plan|worker)/', '^nodes/', '^templates/'], 'The editor reaches the engine through the worker only.'),
    {
      name: 'core-is-pure',
      comment: 'Document, kinds and compiler run anywhere: no React, no tfjs, no Node.',
      severity: 'error',
      from: { path: '^(src/graph|src/plan|nodes)/' },
      to: { path: 'node_modules/(react|@xyflow|@tensorflow|comlink)|^(node:)?(fs|path|os|child_process|worker_threads)$' },
    },
    {
      name: 'no-tfjs-on-the-main-thread',
      severity: 'error',
      from: { path: '^src/(editor|graph|plan|cli)/|^nodes/' },
      to: { path: 'node_modules/@tensorflow' },
    },
    {
      name: 'engine-knows-no-interface',
      severity: 'error',
      from: { path: '^src/engine/' },
      to: { path: 'node_modules/(react|@xyflow|comlink)' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
