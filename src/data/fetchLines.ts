import { type LinesAnswer } from '../signals/answer';
import { type LogQuery } from '../signals/questions/question';
import { fetchBody, type FetchLimits } from './fetchBody';
import { chooseLoki } from './lokiSources';
import { parseLogFrames } from './parseFrames';
import { SourceGoneError } from './answerError';

/** Asks LogQL of the Loki that is meant. `isCut`: there are more lines than were asked for; the oldest ones are missing. */
export async function fetchLines(
  id: string,
  { sourceUid, expr, maxLines, windowSeconds }: LogQuery,
  atSeconds: number,
  limits: FetchLimits
): Promise<{ answer: LinesAnswer; notices: string[]; isCut: boolean }> {
  const choice = chooseLoki(sourceUid);
  if (choice.kind !== 'chosen') {
    throw new SourceGoneError(
      choice.kind === 'gone' ? `Loki data source ${choice.uid} is not there` : 'No Loki data source'
    );
  }
  const { uid, type } = choice.source;
  const data = {
    queries: [{ refId: id, datasource: { uid, type }, expr, queryType: 'range', direction: 'backward', maxLines }],
    from: String(Math.round((atSeconds - windowSeconds) * 1000)),
    to: String(Math.round(atSeconds * 1000)),
  };
  const [body, { parseLogEntries }] = await Promise.all([
    fetchBody({ url: '/api/ds/query', method: 'POST', data }, limits),
    import('../events/frames/logEntries'),
  ]);
  const { entries, notices } = parseLogFrames(body, id);
  return { answer: { kind: 'lines', entries, read: parseLogEntries }, notices, isCut: entries.length >= maxLines };
}
