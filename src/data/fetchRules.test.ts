import { type BackendSrv, type BackendSrvRequest, setBackendSrv } from '@grafana/runtime';
import { NEVER, of, throwError } from 'rxjs';
import { parseRules } from './parseRules';
import { rulesQuestions } from '../signals/questions/rulesQuestions';
import { type RulesQuestionId } from '../signals/series';
import { askQuestions, type Reading } from './questionReader';

const source = { uid: 'a/b', type: 'prometheus', name: 'Prometheus', isDefault: true };
const ruler = '/api/prometheus/a%2Fb/api/v1/rules';
const resources = '/api/datasources/uid/a%2Fb/resources/api/v1/rules';
const proxy = '/api/datasources/proxy/uid/a%2Fb/api/v1/rules';
const noRules = { status: 'success', data: { groups: [] } };

type Answer = { status: number; data?: unknown };

/** Grafana with these paths; others are not there. */
function grafana(answers: Partial<Record<string, Answer | 'never'>>): string[] {
  const asked: string[] = [];
  const fetch = (request: BackendSrvRequest) => {
    asked.push(request.url);
    const answer = answers[request.url] ?? { status: 404, data: { message: 'Not found' } };
    if (answer === 'never') {
      return NEVER;
    }
    return answer.status < 400 ? of(answer) : throwError(() => ({ data: {}, ...answer, config: request }));
  };
  setBackendSrv({ fetch } as unknown as BackendSrv);
  return asked;
}

const request = { source, span: { fromSeconds: 0, atSeconds: 1 }, questions: rulesQuestions() };

async function read() {
  const readings: Array<Reading<RulesQuestionId>> = [];
  await askQuestions(request, (reading) => readings.push(reading), new AbortController().signal);
  const last = readings.at(-1);
  return last?.answers.rules ?? last?.progress.rules;
}

describe('rules are asked of', () => {
  it('Grafana’s view of the data source, and of nobody else when it answers', async () => {
    const asked = grafana({ [ruler]: { status: 200, data: noRules } });
    expect(await read()).toMatchObject({ kind: 'rules', groups: [] });
    expect(asked).toEqual([ruler]);
  });

  it.each([
    ['the data source’s resources', resources],
    ['the data source’s proxy', proxy],
  ])('%s, where Grafana does not know the type', async (_, path) => {
    const unexpected = { status: 500, data: { message: 'unexpected datasource type. expecting loki or prometheus' } };
    grafana({ [ruler]: unexpected, [path]: { status: 200, data: noRules } });
    expect(await read()).toMatchObject({ kind: 'rules' });
  });

  it('the next one, where the reader lacks a permission', async () => {
    grafana({ [ruler]: { status: 403 }, [resources]: { status: 200, data: noRules } });
    expect(await read()).toMatchObject({ kind: 'rules' });
  });

  it('nobody else, where the data source cannot be reached', async () => {
    const asked = grafana({ [ruler]: { status: 502, data: { message: 'Bad Gateway' } } });
    expect(await read()).toMatchObject({ state: 'failed', failure: { kind: 'unreachable' } });
    expect(asked).toEqual([ruler]);
  });
});

describe('no rules are told', () => {
  it('where nothing answers: this kind of data source has none', async () => {
    grafana({ [resources]: { status: 200, data: '<html>' } });
    expect(await read()).toMatchObject({ failure: { kind: 'unsupported' } });
  });

  it('where the permission is missing everywhere', async () => {
    grafana({
      [ruler]: { status: 403, data: { message: 'You need alert.rules.external:read' } },
      [resources]: { status: 403 },
    });
    expect(await read()).toMatchObject({
      failure: { kind: 'forbidden', technical: 'You need alert.rules.external:read' },
    });
  });

  it('where the server does not let Grafana in, which its proxy says with HTTP 400 and the resources with 401', async () => {
    const refused = { status: 400, data: { message: 'Authentication to data source failed' } };
    grafana({ [ruler]: refused, [resources]: { status: 401 }, [proxy]: refused });
    expect(await read()).toMatchObject({ failure: { kind: 'credentials' } });
  });

  it('once the reader has left', async () => {
    const asked = grafana({ [ruler]: 'never' });
    const abort = new AbortController();
    const readings: Array<Reading<RulesQuestionId>> = [];
    const finished = askQuestions(request, (reading) => readings.push(reading), abort.signal);
    await Promise.resolve();
    abort.abort();
    await finished;
    expect(asked.length).toBeLessThanOrEqual(1);
    expect(readings).toEqual([]);
  });
});

describe('an answer of the rules API', () => {
  it('is read with what it says of each rule', () => {
    const groups = parseRules({
      status: 'success',
      data: {
        groups: [
          {
            name: 'memcg-kmem.alerts',
            file: '/etc/rules.yaml',
            interval: 60,
            evaluationTime: 0.002,
            lastEvaluation: '2026-11-25T05:00:00.5Z',
            rules: [
              {
                type: 'alerting',
                name: 'MemcgKmemLeakGrowing',
                query: 'x',
                duration: 300,
                health: 'err',
                lastError: 'boom',
                alerts: [
                  {
                    state: 'firing',
                    activeAt: '2026-11-25T04:00:00Z',
                    labels: { node: 'n', odd: 7 },
                    annotations: {},
                    value: '1e+00',
                  },
                  { state: 'inactive', labels: {} },
                ],
              },
              {
                type: 'recording',
                name: 'a:b:c',
                query: 'y',
                health: 'strange',
                lastEvaluation: '0001-01-01T00:00:00Z',
              },
            ],
          },
        ],
      },
    });
    expect(groups).toEqual([
      {
        name: 'memcg-kmem.alerts',
        file: '/etc/rules.yaml',
        intervalSeconds: 60,
        evaluationSeconds: 0.002,
        lastEvaluationSeconds: Date.parse('2026-11-25T05:00:00.5Z') / 1000,
        rules: [
          {
            kind: 'alert',
            name: 'MemcgKmemLeakGrowing',
            expr: 'x',
            holdsForSeconds: 300,
            health: 'err',
            lastError: 'boom',
            alerts: [
              {
                state: 'firing',
                labels: { node: 'n' },
                annotations: {},
                sinceSeconds: Date.parse('2026-11-25T04:00:00Z') / 1000,
              },
            ],
          },
          { kind: 'record', name: 'a:b:c', expr: 'y', health: 'unknown', alerts: [] },
        ],
      },
    ]);
  });

  it.each([
    undefined,
    null,
    'x',
    [],
    {},
    { status: 'error' },
    { status: 'success' },
    { status: 'success', data: { groups: 'x' } },
  ])('is not %j', (body) => expect(parseRules(body)).toBeUndefined());

  it('may hold entries that make no sense', () => {
    const odd = [null, 1, {}, { name: 'g' }, { name: 'g', rules: [null, {}, { name: 'r', query: 'x', type: 'odd' }] }];
    expect(parseRules({ status: 'success', data: { groups: odd } })?.map(({ rules }) => rules)).toEqual([[], []]);
    expect(parseRules({ status: 'success', data: { groups: null } })).toEqual([]);
  });
});
