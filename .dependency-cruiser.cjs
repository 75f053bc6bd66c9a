// Which folder may import what: the architecture of the design, as rules. Tests beside the code may import more.
const TEST = '[.]test[.]ts$';
const PACKAGE = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'];

/** `from` imports nothing of the project but the folders of `may`. */
function only(folder, may, comment) {
  const allowed = [folder, ...may].map((path) => `^${path}/`);
  return {
    name: `${folder}-imports-only-${may.join('-') || 'itself'}`,
    comment,
    severity: 'error',
    from: { path: `^${folder}/`, pathNot: TEST },
    to: {
      dependencyTypesNot: [...PACKAGE, 'core', 'unknown'],
      pathNot: [...allowed, '^node_modules/', '^(config|program)[.]ts$', '^local/child[.]ts$'],
    },
  };
}

/** `folder` imports `target` at most for its types. */
function typesOnly(name, from, target) {
  return { name, severity: 'error', from, to: { path: target, dependencyTypesNot: ['type-only'] } };
}

module.exports = {
  forbidden: [
    only('domain', [], 'The law is pure: it knows nothing else of the project.'),
    only('db', ['domain'], 'The record knows the domain and nothing above it.'),
    only('activities', ['domain', 'db', 'workflows'], 'Activities stand on the domain and the record.'),
    only('workflows', ['domain', 'activities'], 'Workflows know the domain, and activities by their types.'),
    only('api', ['domain', 'db', 'workflows'], 'The API stands on the domain and the record.'),
    {
      name: 'domain-is-pure',
      comment: 'No package and no Node built-in: neither I/O nor a clock can come in.',
      severity: 'error',
      from: { path: '^domain/', pathNot: TEST },
      to: { dependencyTypes: [...PACKAGE, 'core'] },
    },
    {
      name: 'workflows-are-deterministic',
      comment: 'In the workflow sandbox there is the Temporal SDK and nothing else.',
      severity: 'error',
      from: { path: '^workflows/', pathNot: TEST },
      to: { dependencyTypes: [...PACKAGE, 'core'], pathNot: '^node_modules/@temporalio/(workflow|common)/' },
    },
    typesOnly('workflows-take-types-of-activities', { path: '^workflows/', pathNot: TEST }, '^activities/'),
    typesOnly(
      'activities-take-types-of-workflows',
      { path: '^activities/', pathNot: TEST },
      // Names and types alone, for both sides.
      '^workflows/(?!search-attributes[.]ts$)',
    ),
    typesOnly(
      'configuration-is-passed-down',
      { path: '^(domain|db|activities|workflows|api)/', pathNot: [TEST, '^api/server[.]ts$'] },
      '^config[.]ts$',
    ),
    {
      name: 'nothing-imports-upward',
      comment: 'Composition roots are run, not imported.',
      severity: 'error',
      from: { pathNot: [TEST, '^(test|bench|local|cli|examples)/'] },
      to: { path: ['^(cli|examples|test|bench|local)/', '^worker[.]ts$'], pathNot: '^local/child[.]ts$' },
    },
    {
      name: 'children-only-announce-themselves',
      comment: 'local/child.ts is how a service speaks with its parent: for composition roots alone.',
      severity: 'error',
      from: { pathNot: [TEST, '^(test|bench|local|cli|examples)/', '^worker[.]ts$', '^api/server[.]ts$'] },
      to: { path: '^local/child[.]ts$' },
    },
    {
      name: 'few-start-processes',
      comment:
        'program.ts says how a program of ours is run: a library of ours runs none, but for the reader of workbooks.',
      severity: 'error',
      from: { path: '^(domain|db|activities|workflows|api)/', pathNot: [TEST, '^activities/ledger/ledger-file[.]ts$'] },
      to: { path: '^program[.]ts$' },
    },
    {
      name: 'no-cycles',
      comment: 'Types may refer to each other: they are gone at run time.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'production-needs-no-development-package',
      severity: 'error',
      from: { pathNot: [TEST, '^(test|bench|[.]ci)/', '^(vitest|drizzle)[.]config[.]ts$'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^coverage/', '^dist/', '^[.]jiefen/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
