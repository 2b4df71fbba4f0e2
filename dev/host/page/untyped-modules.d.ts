// Libraries that come without types, or whose file is not part of the package's public paths.

declare module 'react-router-dom' {
  import type { ComponentType, ReactNode } from 'react';
  export const Router: ComponentType<{ history: unknown; children?: ReactNode }>;
}

declare module 'd3' {
  const library: Record<string, unknown>;
  export = library;
}

declare module 'systemjs/dist/system.min.js';
declare module 'systemjs/dist/extras/amd.min.js';
declare module 'uplot/dist/uPlot.min.css';

declare module '@grafana/runtime/dist/cjs/services/logging/registry.cjs' {
  export function initializeLoggersRegistry(): void;
}

declare module '@grafana/runtime/dist/cjs/services/dataSource/settings.cjs' {
  import type { DataSourceInstanceSettings } from '@grafana/data';
  export function initDataSourceInstanceSettings(
    settings: Record<string, DataSourceInstanceSettings>,
    defaultName: string
  ): void;
}
