import { getBackendSrv } from '@grafana/runtime';
import { firstValueFrom, fromEvent, takeUntil, timeout } from 'rxjs';
import { type LogEntry } from '../events';
import { lokiQuery, type LokiQuery } from '../signals/evidence/loggedEvents';
import { type Settings } from '../signals/settings/settings';
import { type DataSource } from './dataSources';
import { chooseLoki } from './lokiSources';
import { failureOf, type QueryFailure } from './queryFailure';
import { type QueryLimits } from './queryPrometheus';
import { readLogFrames } from './readLogFrames';

export type LoggedOutcome =
  /** `isCut`: there are more lines than were asked for; the oldest ones are missing. */
  | { kind: 'answered'; entries: LogEntry[]; notices: string[]; isCut: boolean }
  | { kind: 'failed'; failure: QueryFailure };

/** Asks Loki for the events of the moment, where the settings say that they are there. Never rejects. */
export async function queryLoggedEvents(
  settings: Settings,
  atSeconds: number,
  limits: QueryLimits
): Promise<LoggedOutcome | undefined> {
  const query = lokiQuery(settings);
  if (!query) {
    return undefined;
  }
  const choice = chooseLoki(settings.events.loki.dataSourceUid);
  if (choice.kind !== 'chosen') {
    const technical = choice.kind === 'gone' ? `Loki data source ${choice.uid} is not there` : 'No Loki data source';
    return { kind: 'failed', failure: { queryId: 'events', kind: 'sourceGone', technical } };
  }
  return queryLoki(query, choice.source, atSeconds, limits);
}

export async function queryLoki(
  { expr, maxLines, windowSeconds }: LokiQuery,
  { uid, type }: DataSource,
  atSeconds: number,
  { signal, timeoutMs }: QueryLimits
): Promise<LoggedOutcome> {
  const refId = 'events';
  if (signal.aborted) {
    return { kind: 'failed', failure: failureOf(refId, undefined, true) };
  }
  const data = {
    queries: [{ refId, datasource: { uid, type }, expr, queryType: 'range', direction: 'backward', maxLines }],
    from: String(Math.round((atSeconds - windowSeconds) * 1000)),
    to: String(Math.round(atSeconds * 1000)),
  };
  try {
    const response = await firstValueFrom(
      getBackendSrv()
        .fetch<unknown>({ url: '/api/ds/query', method: 'POST', data, showErrorAlert: false })
        .pipe(timeout(timeoutMs), takeUntil(fromEvent(signal, 'abort')))
    );
    const { entries, notices } = readLogFrames(response.data, refId);
    return { kind: 'answered', entries, notices, isCut: entries.length >= maxLines };
  } catch (error) {
    return { kind: 'failed', failure: failureOf(refId, error, signal.aborted) };
  }
}
