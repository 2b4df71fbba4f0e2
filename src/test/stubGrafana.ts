import { type DataSourceInstanceSettings } from '@grafana/data';
import {
  type BackendSrv,
  type BackendSrvRequest,
  type DataSourceSrv,
  type FetchError,
  setBackendSrv,
  setDataSourceSrv,
} from '@grafana/runtime';
import { type Observable, NEVER, of, throwError } from 'rxjs';
import { questionHeader } from '../data/fetchRaw';
import questions from '../knowledge/questions.json';
import { type QuestionId, type SeriesRow } from '../signals/series';

const known: readonly string[] = Object.values(questions).flatMap((set) => Object.keys(set));

export type StubAnswer = readonly SeriesRow[] | { error: Partial<FetchError> } | { body: unknown } | 'never';

/** An answer that depends on what exactly is asked. */
export type StubAnswerTo = (expr: string) => readonly SeriesRow[];

export interface SentQuery {
  refId: QuestionId;
  expr: string;
  instant: boolean;
}

export interface StubGrafana {
  sent: SentQuery[];
  requests: BackendSrvRequest[];
  /** Answers may be changed between refreshes. */
  answers: Partial<Record<QuestionId, StubAnswer | StubAnswerTo>>;
  /** What other addresses answer; an empty body by default. */
  paths: Record<string, StubResponse>;
}

export interface StubResponse {
  status: number;
  data: unknown;
}

/** Grafana's HTTP edge: each query gets the answer set for its id, an empty one by default. */
export function stubGrafana(answers: StubGrafana['answers'] = {}, sources = [prometheusSource()]): StubGrafana {
  const stub: StubGrafana = { sent: [], requests: [], answers, paths: {} };
  setBackendSrv({ fetch: (request: BackendSrvRequest) => answer(stub, request) } as unknown as BackendSrv);
  setDataSourceSrv({
    getList: ({ filter }: { filter?: (source: DataSourceInstanceSettings) => boolean } = {}) =>
      sources.filter((each) => filter?.(each) ?? true),
    getInstanceSettings: (uid: string) => sources.find((each) => each.uid === uid),
  } as unknown as DataSourceSrv);
  return stub;
}

export function prometheusSource(change: Partial<DataSourceInstanceSettings> = {}): DataSourceInstanceSettings {
  return {
    uid: 'prom',
    name: 'Prometheus',
    type: 'prometheus',
    isDefault: true,
    meta: { info: { logos: { small: '', large: '' } } },
    ...change,
  } as DataSourceInstanceSettings;
}

function answer(stub: StubGrafana, request: BackendSrvRequest): Observable<never> {
  stub.requests.push(request);
  const path = stub.paths[request.url];
  if (path) {
    return path.status < 400 ? respond(path.data) : throwError(() => ({ ...path, config: request }));
  }
  const query = sentQuery(request);
  if (!query || !known.includes(query.refId)) {
    return respond({});
  }
  stub.sent.push(query);
  const given = stub.answers[query.refId] ?? [];
  const answered = typeof given === 'function' ? given(query.expr) : given;
  if (answered === 'never') {
    return NEVER;
  }
  if ('error' in answered) {
    return throwError(() => ({ status: 500, data: {}, config: request, ...answered.error }));
  }
  if ('body' in answered) {
    return respond(answered.body);
  }
  return respond(isRaw(request) ? rawBodyOf(answered, query.instant) : bodyOf(query.refId, answered));
}

const isRaw = ({ url }: BackendSrvRequest) => url.includes('/resources/api/v1/query');

function sentQuery(request: BackendSrvRequest): SentQuery | undefined {
  const { url, data, headers } = request as BackendSrvRequest & { data?: { queries?: SentQuery[] } | string };
  if (!isRaw(request)) {
    return typeof data === 'object' ? data.queries?.[0] : undefined;
  }
  const expr = new URLSearchParams(data as string).get('query') ?? '';
  return { refId: String(headers?.[questionHeader]) as QuestionId, expr, instant: url.endsWith('/query') };
}

function respond(data: unknown): Observable<never> {
  return of({ data, status: 200, ok: true }) as unknown as Observable<never>;
}

/** As a data source hands on what Prometheus answers. */
export function rawBodyOf(rows: readonly SeriesRow[], isInstant: boolean): unknown {
  const result = rows.map(({ labels: metric, values }) => {
    const samples = values.map(([time, value]) => [time, Number.isFinite(value) ? String(value) : numberText(value)]);
    return isInstant ? { metric, value: samples.at(-1) } : { metric, values: samples };
  });
  return { status: 'success', data: { resultType: isInstant ? 'vector' : 'matrix', result } };
}

const numberText = (value: number) => (Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf');

export function bodyOf(refId: string, rows: readonly SeriesRow[]): unknown {
  return {
    results: {
      [refId]: {
        status: 200,
        frames: rows.map(({ labels, values }) => ({
          schema: {
            refId,
            fields: [
              { name: 'Time', type: 'time', typeInfo: { frame: 'time.Time' } },
              { name: 'Value', type: 'number', typeInfo: { frame: 'float64' }, labels },
            ],
          },
          data: { values: [values.map(([time]) => time * 1000), values.map(([, value]) => value)] },
        })),
      },
    },
  };
}
