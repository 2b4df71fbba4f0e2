import { getDataSourceSrv } from '@grafana/runtime';
import { type PrometheusSource } from './dataSources';
import { isRecord } from '../json/isRecord';

/** Grafana's own Alertmanager goes by this name. */
const builtIn = 'grafana';

/**
 * The names, as Grafana's addresses want them, of the Alertmanagers that the rules of a data source may send to: the one its
 * settings link to, else all there are. An address without a name leads to Grafana's own, which knows nothing of the others.
 */
export function alertmanagersOf({ uid }: PrometheusSource): string[] {
  const all = getDataSourceSrv()
    .getList({ all: true, filter: ({ type }) => type === 'alertmanager' })
    .filter(({ type }) => type === 'alertmanager');
  const jsonData: unknown = getDataSourceSrv().getInstanceSettings(uid)?.jsonData;
  const linked = isRecord(jsonData) ? jsonData.alertmanagerUid : undefined;
  if (linked === builtIn) {
    return [builtIn];
  }
  const chosen = all.find((each) => each.uid === linked);
  return chosen ? [chosen.name] : all.map(({ name }) => name);
}
