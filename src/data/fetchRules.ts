import { type RulesAnswer } from '../signals/answer';
import { AnswerError, UnsupportedError } from './answerError';
import { type PrometheusSource } from './dataSources';
import { fetchBody, type FetchLimits } from './fetchBody';
import { parseRules } from './parseRules';
import { failureOf, type QueryFailure, type QueryFailureKind } from './queryFailure';

/**
 * The rules that a data source has loaded. Grafana's own view of them first; it knows only some types of data source and needs
 * a permission of its own, so then the data source's resources and its proxy, which need no more than a query does.
 */
export async function fetchRules({ uid }: PrometheusSource, limits: FetchLimits): Promise<{ answer: RulesAnswer }> {
  const id = encodeURIComponent(uid);
  const errors: unknown[] = [];
  for (const url of [
    `/api/prometheus/${id}/api/v1/rules`,
    `/api/datasources/uid/${id}/resources/api/v1/rules`,
    `/api/datasources/proxy/uid/${id}/api/v1/rules`,
  ]) {
    try {
      return { answer: await fetchRulesAt(url, limits) };
    } catch (error) {
      if (!mayAnswerElsewhere(failed(error, limits))) {
        throw error;
      }
      errors.push(error);
    }
  }
  throw mostSpecific(errors, limits);
}

async function fetchRulesAt(url: string, limits: FetchLimits): Promise<RulesAnswer> {
  const groups = parseRules(await fetchBody({ url, method: 'GET' }, limits));
  if (!groups) {
    throw new AnswerError('not an answer of the rules API');
  }
  return { kind: 'rules', groups, atSeconds: Date.now() / 1000 };
}

const failed = (error: unknown, { signal }: FetchLimits) => failureOf('rules', error, signal.aborted);

function mayAnswerElsewhere({ kind }: QueryFailure): boolean {
  return kind !== 'aborted' && kind !== 'timeout' && kind !== 'unreachable';
}

/** A refusal can be lifted by somebody; it tells more than paths that do not exist. */
const refusals: readonly QueryFailureKind[] = ['credentials', 'forbidden'];

function mostSpecific(errors: readonly unknown[], limits: FetchLimits): unknown {
  const refusal = refusals.flatMap((kind) => errors.filter((error) => failed(error, limits).kind === kind))[0];
  return refusal ?? new UnsupportedError(errors.map((error) => failed(error, limits).technical).join('\n'));
}
