/**
 * The import table of the architecture: who may import what. Held in `pnpm check`.
 * A package that is not in the list of a row may not be imported by it.
 */
const table = {
  'packages/contracts': [],
  'packages/iot-sql': [],
  'packages/decision-engine': ['packages/contracts'],
  'packages/lambda-kit': ['packages/contracts'],
  'packages/local-cloud': ['packages/iot-sql'],
  'packages/device': ['packages/contracts'],
  'packages/serverless-stage-guard': [],
  'packages/serverless-canary': [],
  'packages/releases': ['packages/contracts', 'packages/decision-engine'],
  'packages/cli': ['packages/'],
  'services/foundation': ['packages/contracts', 'packages/lambda-kit'],
  'services/deployment-hooks': [
    'packages/contracts',
    'packages/lambda-kit',
    'packages/decision-engine',
    'packages/releases',
  ],
  'services/telemetry-ingestion': ['packages/contracts', 'packages/lambda-kit'],
  'services/decisions': ['packages/contracts', 'packages/lambda-kit', 'packages/decision-engine', 'packages/releases'],
  'services/commands': ['packages/contracts', 'packages/lambda-kit'],
};

const importRules = Object.entries(table).map(([from, allowed]) => ({
  name: `imports-of-${from.replace('/', '-')}`,
  severity: 'error',
  comment: `${from} may import ${allowed.join(', ') || 'no workspace package'} (docs/design.md, "Layout")`,
  from: { path: `^${from}/(src|scripts)/`, pathNot: '\\.test\\.ts$' },
  to: { path: '^(packages|services)/', pathNot: [`^${from}/`, ...allowed.map((path) => `^${path}`)] },
}));

export default {
  forbidden: [
    ...importRules,
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Only the parser and the compiler of a recursive grammar may name each other in a circle.',
      from: { pathNot: '^packages/iot-sql/src/(syntax|compile)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: 'A domain file of a service imports no SDK and no node built-in that does I/O; adapters do.',
      from: { path: '^services/[^/]+/src/[^/]+\\.ts$', pathNot: '\\.test\\.ts$' },
      to: { path: ['@aws-sdk', '^node:', '^(fs|net|http|https|child_process)$', '/adapters/', '/functions/'] },
    },
    {
      name: 'engine-is-pure',
      severity: 'error',
      comment:
        'The decision engine does no I/O; only what reads rule files at build time does, and only it brings a YAML parser.',
      from: {
        path: '^packages/decision-engine/src/',
        pathNot: ['^packages/decision-engine/src/rule-files/', '\\.(test|fixture)\\.ts$', '/detector/models/'],
      },
      // Hashing is pure.
      to: { path: ['^node:', '^[a-z_/]+$', '/node_modules/yaml/'], pathNot: ['^(node:)?crypto$'] },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['\\.serverless', '\\.esbuild', 'generated/'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
