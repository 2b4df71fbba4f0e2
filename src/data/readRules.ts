import { type BackendSrvRequest, getBackendSrv } from '@grafana/runtime';
import { firstValueFrom, fromEvent, takeUntil, timeout } from 'rxjs';
import { type LoadedGroup } from '../rules/loadedRules';
import { AnswerError } from './answerError';
import { type PrometheusSource } from './dataSources';
import { parseRules } from './parseRules';
import { failureOf, type QueryFailure } from './queryFailure';

/** `unsupported`: nothing at this data source answers for rules, whoever asks. */
export type RulesReading =
  | { kind: 'answered'; groups: LoadedGroup[]; atSeconds: number }
  | { kind: 'unsupported'; technical: string }
  | { kind: 'forbidden'; technical: string }
  | { kind: 'failed'; failure: QueryFailure };

const timeoutMs = 30_000;

/**
 * Grafana's own view of a data source's rules first; it knows only some types of data source and needs a permission of its
 * own, so then the data source's resources and its proxy, which need no more than a query does. Never rejects.
 */
export async function readRules({ uid }: PrometheusSource, signal: AbortSignal): Promise<RulesReading> {
  const id = encodeURIComponent(uid);
  const failures: QueryFailure[] = [];
  for (const url of [
    `/api/prometheus/${id}/api/v1/rules`,
    `/api/datasources/uid/${id}/resources/api/v1/rules`,
    `/api/datasources/proxy/uid/${id}/api/v1/rules`,
  ]) {
    const outcome = await ask(url, signal);
    if (outcome.kind === 'answered') {
      return outcome;
    }
    failures.push(outcome.failure);
    if (!mayAnswerElsewhere(outcome.failure)) {
      break;
    }
  }
  return judged(failures);
}

type Outcome = Extract<RulesReading, { kind: 'answered' | 'failed' }>;

async function ask(url: string, signal: AbortSignal): Promise<Outcome> {
  try {
    const request: BackendSrvRequest = { url, method: 'GET', showErrorAlert: false };
    const response = await firstValueFrom(
      getBackendSrv()
        .fetch<unknown>(request)
        .pipe(timeout(timeoutMs), takeUntil(fromEvent(signal, 'abort')))
    );
    const groups = parseRules(response.data);
    if (!groups) {
      throw new AnswerError('not an answer of the rules API');
    }
    return { kind: 'answered', groups, atSeconds: Date.now() / 1000 };
  } catch (error) {
    return { kind: 'failed', failure: failureOf('rules', error, signal.aborted) };
  }
}

function mayAnswerElsewhere({ kind }: QueryFailure): boolean {
  return kind !== 'aborted' && kind !== 'timeout' && kind !== 'unreachable';
}

/** A refusal can be lifted by somebody; it tells more than paths that do not exist. */
function judged(failures: readonly QueryFailure[]): RulesReading {
  const aborted = failures.find(({ kind }) => kind === 'aborted');
  const forbidden = failures.find(({ kind }) => kind === 'forbidden');
  const last = failures.find((failure) => !mayAnswerElsewhere(failure));
  const failure = aborted ?? last;
  if (failure) {
    return { kind: 'failed', failure };
  }
  return forbidden
    ? { kind: 'forbidden', technical: forbidden.technical }
    : { kind: 'unsupported', technical: failures.map(({ technical }) => technical).join('\n') };
}
