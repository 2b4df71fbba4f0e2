import { getDataSourceSrv } from '@grafana/runtime';
import { type DataSource, toDataSource } from './dataSources';

export type LokiChoice = { kind: 'chosen'; source: DataSource } | { kind: 'gone'; uid: string } | { kind: 'none' };

export const isLoki = ({ type }: { type: string }): boolean => type === 'loki';

/** The data source of the settings, else the default one if it is a Loki, else the first. A missing one is not replaced. */
export function chooseLoki(wantedUid: string | undefined): LokiChoice {
  if (wantedUid) {
    const settings = getDataSourceSrv().getInstanceSettings(wantedUid);
    return settings?.uid === wantedUid
      ? { kind: 'chosen', source: toDataSource(settings) }
      : { kind: 'gone', uid: wantedUid };
  }
  const all = getDataSourceSrv()
    .getList({ filter: isLoki })
    .filter((settings) => isLoki(settings) && !settings.meta?.mixed)
    .map(toDataSource);
  const source = all.find(({ isDefault }) => isDefault) ?? all[0];
  return source ? { kind: 'chosen', source } : { kind: 'none' };
}
