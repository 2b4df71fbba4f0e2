import { readLogEntries } from '../events';
import { lokiQuery, streamSelector } from '../signals/evidence/loggedEvents';
import { type Settings } from '../signals/settings/settings';
import { chooseLoki } from './lokiSources';
import { type QueryFailure } from './queryFailure';
import { queryLoggedEvents, queryLoki } from './queryLoki';
import { timeoutMs } from './inquiry';

/** `quiet`: the stream is there and tells of no fault; `silent`: no line at all in a day, so the stream may be another one. */
export type LokiTest =
  | { kind: 'found'; lines: number; events: number; refused: number }
  | { kind: 'quiet' }
  | { kind: 'silent'; selector: string }
  | { kind: 'failed'; failure: QueryFailure };

const daySeconds = 86_400;

/** Whether the settings find events in Loki, and if not, whether they find any line of the stream. Never rejects. */
export async function readLokiTest(settings: Settings, atSeconds: number, signal: AbortSignal): Promise<LokiTest> {
  const limits = { signal, timeoutMs };
  const outcome = await queryLoggedEvents(settings, atSeconds, limits);
  if (outcome?.kind === 'failed') {
    return outcome;
  }
  const entries = outcome?.entries ?? [];
  if (entries.length > 0) {
    const events = readLogEntries(entries);
    const refused = events.filter(({ reading }) => reading.kind === 'creation-refused').length;
    return { kind: 'found', lines: entries.length, events: events.length, refused };
  }
  const selector = streamSelector(settings);
  const choice = chooseLoki(settings.events.loki.dataSourceUid);
  const query = lokiQuery(settings);
  if (choice.kind !== 'chosen' || !query) {
    return { kind: 'silent', selector };
  }
  const anyLine = { expr: selector, maxLines: 1, windowSeconds: daySeconds };
  const any = await queryLoki(anyLine, choice.source, atSeconds, limits);
  if (any.kind === 'failed') {
    return any;
  }
  return any.entries.length > 0 ? { kind: 'quiet' } : { kind: 'silent', selector };
}
