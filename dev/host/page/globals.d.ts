/// <reference types="systemjs" />
import type { HostConfiguration } from '../index-page';

declare global {
  interface Window {
    memcgHostConfiguration: HostConfiguration;
    grafanaBootData?: unknown;
    __grafana_public_path__?: string;
  }
}
