/** Imports point one way (ARCHITECTURE.md); `npm run check` fails on any that does not. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^src/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.d\\.ts$', orphan: true },
      to: {},
    },
    {
      name: 'domain-is-pure',
      comment: 'The domain knows no clock, network, SDK or file.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: {
        pathNot: ['^src/domain/', '^node_modules/(semver|@types/semver|croner|zod)/', '^(node:)?crypto$'],
      },
    },
    only('contracts-know-the-domain', '^src/contracts/', '^src/(contracts|domain)/'),
    {
      name: 'ports-know-the-domain',
      comment: 'Interfaces of what is outside, in our own words: no SDK.',
      severity: 'error',
      from: { path: '^src/ports/' },
      to: { pathNot: '^src/(ports|domain)/' },
    },
    only('orchestrators-know-contracts', '^src/orchestrators/', '^src/(orchestrators|contracts|domain)/'),
    {
      name: 'orchestrators-are-deterministic',
      comment: 'They are replayed from their history: no Node, no SDK but the types of Durable.',
      severity: 'error',
      from: { path: '^src/orchestrators/' },
      to: { pathNot: ['^src/(orchestrators|contracts|domain)/', '^node_modules/(durable-functions|zod)/'] },
    },
    only('operations-know-ports', '^src/operations/', '^src/(operations|contracts|domain|ports)/'),
    only(
      'triggers-know-operations',
      '^src/triggers/',
      '^src/(triggers|operations|orchestrators|contracts|domain|ports)/',
    ),
    {
      name: 'only-durable-registers-orchestrators',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(orchestrators|triggers/durable)/' },
      to: { path: '^src/orchestrators/' },
    },
    only('azure-implements-ports', '^src/azure/', '^src/(azure|ports|contracts|domain)/'),
    only('memory-implements-ports', '^src/memory/', '^src/(memory|ports|contracts|domain|simulator|clock)/'),
    only(
      'rehearsal-plays-the-product',
      '^src/rehearsal/',
      '^src/(rehearsal|memory|azure/tables|azure/health|triggers/durable|operations|ports|contracts|domain|simulator|clock)/',
    ),
    only('web-speaks-http-only', '^src/web/', '^src/web/'),
    only('doctor-asks-azure', '^src/doctor/', '^src/(doctor|azure|ports|contracts|domain)/'),
    only('command-line-speaks-http', '^src/cli/(?!rehearse/)', '^src/(cli|contracts|domain)/'),
    only('command-line-rehearses', '^src/cli/rehearse/', '^src/(cli|rehearsal|contracts|domain)/'),
    only('local-stands-alone', '^src/local/', '^src/(local|clock)/'),
    only('simulator-stands-alone', '^src/simulator/', '^src/(simulator|clock)/'),
    only('clock-stands-alone', '^src/clock/', '^src/clock/'),
    {
      name: 'app-knows-nothing-of-the-page',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/web/' },
      to: { path: '^src/web/' },
    },
    {
      name: 'nothing-needs-the-doctor',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/doctor/' },
      to: { path: '^src/doctor/' },
    },
    {
      name: 'app-knows-nothing-local',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(local|simulator|clock|demo|memory|rehearsal|web|cli)/' },
      to: { path: '^src/(local|simulator|clock|demo|memory|rehearsal|cli)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
