import { getDataSourceSrv } from '@grafana/runtime';
import { type PrometheusSource } from './dataSources';
import { isRecord } from '../json/isRecord';

/** Grafana's own Alertmanager goes by this name. */
const builtIn = 'grafana';

/**
 * The name, as Grafana's addresses want it, of the Alertmanager that the rules of a data source send to: the one its settings
 * link to, else the only one there is. Undefined: Grafana lets the reader choose.
 */
export function alertmanagerOf({ uid }: PrometheusSource): string | undefined {
  const all = getDataSourceSrv()
    .getList({ all: true, filter: ({ type }) => type === 'alertmanager' })
    .filter(({ type }) => type === 'alertmanager');
  const jsonData: unknown = getDataSourceSrv().getInstanceSettings(uid)?.jsonData;
  const linked = isRecord(jsonData) ? jsonData.alertmanagerUid : undefined;
  if (linked === builtIn) {
    return builtIn;
  }
  return all.find((each) => each.uid === linked)?.name ?? (all.length === 1 ? all[0]?.name : undefined);
}
