import grafana from '@grafana/eslint-config';

export default [
  { ignores: ['dist/', 'build/', 'node_modules/', 'dev/host/grafana-*/', 'coverage/', '.demo/'] },
  ...grafana,
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'react-router-dom', message: "Import from 'react-router', which every Grafana shares." },
            {
              name: '@grafana/ui',
              importNames: ['TimeSeries', 'GraphNG', 'ZoomPlugin', 'TooltipPlugin'],
              message: 'Marked for removal; use components/Chart.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['dev/**', 'e2e/**', '.config/**'],
    rules: { 'react-hooks/rules-of-hooks': 'off', 'no-restricted-imports': 'off' },
  },
];
