import type { HostDataSource } from '../host/data-sources';
import { faultNames, type FaultName } from './fault';
import type { RunningProxies } from './proxies';

/** What the data sources of the tests lead to. */
export type TestServer = 'prometheus' | 'loki' | 'fleet' | 'changing' | 'changing-fleet';

/** The plugin's settings in which the tests find their data source, whatever the default one is. */
export const testSettings = { version: 2, metricsDataSourceUid: 'prometheus' } as const;

/** Not the name of their fault: a test says what its data source is. */
const ownNames: Partial<Record<FaultName, string>> = { none: 'prometheus', 'no-rules': 'managed' };

/** Data sources that fail in every way the page must explain, all before the same Prometheus; their uids are their names. */
export function testDataSources({ addressOf }: Pick<RunningProxies<TestServer>, 'addressOf'>): HostDataSource[] {
  const failing = faultNames.map((fault): HostDataSource => {
    const name = ownNames[fault] ?? fault;
    // The type of which Grafana's own ruler knows nothing.
    const type = fault === 'no-rules' ? 'grafana-amazonprometheus-datasource' : 'prometheus';
    return { uid: name, name, type, url: addressOf(fault, 'prometheus'), isDefault: fault === 'none' };
  });
  const none = (uid: string, type: HostDataSource['type'] = 'prometheus', server: TestServer = 'prometheus') => ({
    uid,
    name: uid,
    type,
    url: addressOf('none', server),
  });
  return [
    ...failing,
    none('changing', 'prometheus', 'changing'),
    { ...none('no-resources'), resourcesRefused: 405 },
    { ...none('alertmanager', 'alertmanager'), name: 'Main Alertmanager' },
  ];
}
